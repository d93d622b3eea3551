// What can be asked for at any time.

import { MenuIcon } from "./icons";

export function Shortcuts({ onMenu }: { onMenu: () => void }) {
  return (
    <div class="shortcuts">
      <button class="chip" type="button" onClick={onMenu}>
        <MenuIcon />问题分类
      </button>
    </div>
  );
}
