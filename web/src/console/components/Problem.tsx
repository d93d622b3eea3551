import Button from "antd/es/button";
import type { ReactElement } from "react";

// What went wrong, with a way on.
export function Problem({ text, again }: { text: string; again?: () => void }): ReactElement {
  return (
    <div className="centred" role="alert">
      <p className="quiet">{text}</p>
      {again && <Button onClick={again}>重试</Button>}
    </div>
  );
}
