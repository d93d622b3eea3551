import Button from "antd/es/button";
import { useEffect, useRef, type ReactElement } from "react";

import type { Canned } from "../api/model";

interface Props {
  found: readonly Canned[];
  chosen: number;
  choose: (reply: Canned) => void;
  manage: () => void;
}

export const optionId = (index: number): string => `canned-${index}`;

// The ready-made replies above the field, which keeps the focus.
export function CannedList({ found, chosen, choose, manage }: Props): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div className="canned" onMouseDown={(event) => event.preventDefault()}>
      {found.length > 0 ? (
        <ul id="canned" ref={list} role="listbox" aria-label="常用语">
          {found.map((reply, index) => (
            <li key={reply.id} id={optionId(index)} role="option" aria-selected={index === chosen} onClick={() => choose(reply)}>
              <span className="canned-title">{reply.title}</span>
              <span className="canned-text">{reply.text}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet small">没有这样的常用语</p>
      )}
      <div className="canned-foot">
        <span className="quiet small keys">↑↓ 选择，Enter 填入，Esc 关闭</span>
        <Button size="small" type="link" onClick={manage}>
          管理
        </Button>
      </div>
    </div>
  );
}
