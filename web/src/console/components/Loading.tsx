import Spin from "antd/es/spin";
import type { ReactElement } from "react";

// Something is on its way.
export function Loading(): ReactElement {
  return (
    <div className="centred" role="status" aria-label="正在打开">
      <Spin />
    </div>
  );
}
