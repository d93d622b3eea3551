// Small drawings beside words. They say nothing by themselves, so a screen reader passes over them.

import type { ComponentChildren } from "preact";

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const drawing = (...paths: string[]) => () => <Icon>{paths.map((path) => <path key={path} d={path} />)}</Icon>;

export const PersonIcon = drawing(
  "M4 14v-2a8 8 0 0 1 16 0v2",
  "M4 14h3v5H5.5A1.5 1.5 0 0 1 4 17.5ZM20 14h-3v5h1.5a1.5 1.5 0 0 0 1.5-1.5Z",
  "M18.5 19c0 1.7-2 2.5-4.5 2.5",
);
export const PictureIcon = drawing("M4 5h16v14H4Z", "M4 16l5-5 4 4 3-3 4 4", "M15.5 8.5h.01");
export const CameraIcon = drawing("M4 8h4l1.5-2.5h5L16 8h4v11H4Z", "M12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z");
export const MenuIcon = drawing("M4 4h7v7H4ZM13 4h7v7h-7ZM4 13h7v7H4ZM13 13h7v7h-7Z");
export const CloseIcon = drawing("M6 6l12 12M18 6L6 18");
export const CopyIcon = drawing("M9 9h11v11H9Z", "M5 15H4V4h11v1");
export const HelpfulIcon = drawing("M7 10v10H3V10ZM7 10l4-7c1.6 0 2.4 1 2.2 2.5L12.7 9H19a1.7 1.7 0 0 1 1.7 2l-1.3 7a2.4 2.4 0 0 1-2.4 2H7");
export const UnhelpfulIcon = drawing("M17 14V4h4v10ZM17 14l-4 7c-1.6 0-2.4-1-2.2-2.5l.5-3.5H5a1.7 1.7 0 0 1-1.7-2l1.3-7A2.4 2.4 0 0 1 7 4h10");
export const RetryIcon = drawing("M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6");
export const DownIcon = drawing("M6 6l6 6 6-6M6 12l6 6 6-6");
