import { describe, expect, it } from "vitest";
import { inbound, node, sample } from "~/test/fixtures";
import { LiveStore } from "./store";
import type { SseMessage } from "./sse";

function storeWithFlush() {
  const queue: (() => void)[] = [];
  const store = new LiveStore((flush) => queue.push(flush));
  return { store, flush: () => queue.splice(0).forEach((run) => run()) };
}

const message = (event: string, data: unknown, id?: number): SseMessage => ({
  event,
  data: JSON.stringify(data),
  id: id === undefined ? undefined : String(id),
});

describe("the live store", () => {
  it("tells each kind's listeners once for many events", () => {
    const { store, flush } = storeWithFlush();
    let told = 0;
    store.subscribe("nodes", () => (told += 1));
    for (let i = 0; i < 100; i += 1) {
      store.take(message("nodes.put", node(`n${i}`), i), ["nodes"]);
    }
    flush();
    expect(told).toBe(1);
    expect(store.list("nodes").items.size).toBe(100);
  });

  it("guards by the event's revision, which rises with status changes too", () => {
    const { store, flush } = storeWithFlush();
    store.take(message("inbounds.put", inbound("a", "n", "new"), 20), ["inbounds"]);
    store.put("inbounds", { ...inbound("a", "n", "old"), revision: 12 });
    flush();
    expect(store.list("inbounds").items.get("a")?.value.route).toBe("new");
  });

  it("marks every kind of the stream synced by one event", () => {
    const { store, flush } = storeWithFlush();
    store.take(message("synced", {}, 3), ["nodes", "routes"]);
    flush();
    expect(store.list("nodes").synced && store.list("routes").synced).toBe(true);
    expect(store.list("users").synced).toBe(false);
  });

  it("asks for a new start when the server says resync", () => {
    const { store } = storeWithFlush();
    expect(store.take(message("resync", {}), ["nodes"])).toBe(false);
    expect(store.take(message("bookmark", {}, 9), ["nodes"])).toBe(true);
  });

  it("keeps every sample of a burst, oldest first", () => {
    const { store, flush } = storeWithFlush();
    store.take(message("metrics.put", sample("n", "t1", 1)), []);
    store.take(message("metrics.put", sample("n", "t2", 2)), []);
    flush();
    expect(store.history("n")?.traffic).toEqual([1, 2]);
  });

  it("lets unknown kinds pass", () => {
    const { store } = storeWithFlush();
    expect(store.take(message("images.put", { id: "x" }, 1), ["nodes"])).toBe(true);
  });
});
