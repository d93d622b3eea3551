// The list of titles that match what is typed.

import type { Title } from "../matching";

export const optionId = (list: string, index: number) => `${list}-${index}`;

interface Props {
  id: string;
  titles: Title[];
  active: number;
  onChoose: (title: string) => void;
}

export function Suggestions({ id, titles, active, onChoose }: Props) {
  return (
    <div class="suggestions">
      <p aria-hidden="true">您是不是想问</p>
      <ul id={id} role="listbox" aria-label="相近的问题">
        {titles.map(({ title }, index) => (
          // The field keeps the focus, so that a tap does not close the list first.
          <li key={title} id={optionId(id, index)} role="option" aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(title)}>
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}
