import { afterEach } from "vitest";

// Component tests choose jsdom themselves; the pure ones need no page.
if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/react");
  afterEach(cleanup);
}
