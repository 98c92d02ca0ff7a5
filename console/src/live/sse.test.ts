import { describe, expect, it } from "vitest";
import { SseParser } from "./sse";

describe("the parser of event streams", () => {
  it("reads name, data and id of an event", () => {
    const messages = new SseParser().feed('id: 7\nevent: nodes.put\ndata: {"a":1}\n\n');
    expect(messages).toEqual([{ id: "7", event: "nodes.put", data: '{"a":1}' }]);
  });

  it("gives the same messages however the text is cut", () => {
    const text = "id: 1\r\nevent: a\r\ndata: x\r\n\r\n: silence\n\ndata: y\ndata: z\n\n";
    const whole = new SseParser().feed(text);
    for (let size = 1; size <= text.length; size += 1) {
      const parser = new SseParser();
      const parts = [];
      for (let at = 0; at < text.length; at += size) {
        parts.push(...parser.feed(text.slice(at, at + size)));
      }
      expect(parts).toEqual(whole);
    }
    expect(whole.map((m) => m.data)).toEqual(["x", "y\nz"]);
  });

  it("keeps the last id for messages that bring none", () => {
    const parser = new SseParser();
    const [, second] = parser.feed("id: 5\ndata: a\n\ndata: b\n\n");
    expect(second?.id).toBe("5");
  });

  it("passes on a named event without data", () => {
    expect(new SseParser().feed("event: synced\n\n")).toEqual([
      { event: "synced", data: "", id: undefined },
    ]);
  });

  it("refuses an event without end", () => {
    const parser = new SseParser();
    expect(() => parser.feed("data: ".padEnd(5_000_000, "x"))).toThrow(RangeError);
  });
});
