// The user can put the button away, and bring it back: of this tab of the host page, as long as it is open.

const NAME = "xueshi-away";

export function isAway(): boolean {
  try {
    return sessionStorage.getItem(NAME) === "1";
  } catch {
    return false;
  }
}

export function rememberAway(away: boolean): void {
  try {
    if (away) sessionStorage.setItem(NAME, "1");
    else sessionStorage.removeItem(NAME);
  } catch {
    // The host page may have no storage: then it lasts until the next page.
  }
}
