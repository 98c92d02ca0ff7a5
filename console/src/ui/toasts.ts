import { Toast } from "@base-ui/react/toast";

/** One for the page, so that code outside of components can tell something too. */
export const toasts = Toast.createToastManager();

/** Short, passing news: done. A refusal is shown where it was caused, not here. */
export function tell(title: string, description?: string): void {
  toasts.add({ title, description, type: "done", timeout: 5000 });
}

export function warn(title: string, description?: string): void {
  toasts.add({ title, description, type: "bad", timeout: 9000, priority: "high" });
}
