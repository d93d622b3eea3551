import type { ReactElement, ReactNode } from "react";

// A table that is wider than the screen, also for those who scroll by keys.
export function ScrollBox({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className="scroll-box" tabIndex={0} role="region" aria-label={name}>
      {children}
    </div>
  );
}
