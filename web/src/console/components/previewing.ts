import type { FormInstance } from "antd/es/form";

import { Refused } from "../api/api";

// Sends what a form holds. What may not be kept as it is stands in the form as it would be kept, for the agent to look
// at and send again.
export async function previewing(form: FormInstance, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (error instanceof Refused && error.masked !== null && error.field) form.setFieldValue(error.field, error.masked);
    throw error;
  }
}
