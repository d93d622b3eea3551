import CustomerServiceOutlined from "@ant-design/icons/es/icons/CustomerServiceOutlined";
import type { ReactElement, ReactNode } from "react";

// The frame of what is shown before somebody is signed in.
export function Door({ title, hint, children }: { title: string; hint: string; children: ReactNode }): ReactElement {
  return (
    <main className="door">
      <div className="door-card">
        <CustomerServiceOutlined className="door-mark" aria-hidden />
        <h1>{title}</h1>
        <p className="quiet">{hint}</p>
        {children}
      </div>
    </main>
  );
}
