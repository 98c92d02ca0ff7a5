import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type StreamState, openStream, pauseAfter } from "./stream";

const encoder = new TextEncoder();

function body(...pieces: string[]): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(encoder.encode(piece)));
      controller.close();
    },
  });
  return new Response(stream, { headers: { "Content-Type": "text/event-stream" } });
}

describe("an event stream", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function open(answers: (() => Response | Promise<Response>)[]) {
    const asked: Headers[] = [];
    const states: StreamState[] = [];
    const events: string[] = [];
    const ended = vi.fn<() => void>();
    vi.stubGlobal("fetch", (_: string, init: { headers: Headers }) => {
      asked.push(init.headers);
      const next = answers.shift();
      return next === undefined ? new Promise(() => {}) : Promise.resolve().then(next);
    });
    const stream = openStream({
      url: "/watch",
      onMessage: (m) => events.push(m.event),
      onOpen: () => {},
      onState: (s) => states.push(s),
      onUnauthenticated: ended,
    });
    return { stream, asked, states, events, ended };
  }

  it("resumes after the last event when the connection breaks", async () => {
    const { asked, events, stream } = open([() => body("id: 41\nevent: a\ndata: 1\n\n")]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(events).toEqual(["a"]);
    expect(asked[0]?.get("Last-Event-ID")).toBeNull();
    expect(asked[1]?.get("Last-Event-ID")).toBe("41");
    stream.stop();
  });

  it("starts from nothing after a restart", async () => {
    const { asked, stream } = open([() => body("id: 41\nevent: a\ndata: 1\n\n")]);
    await vi.advanceTimersByTimeAsync(1);
    stream.restart();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.at(-1)?.get("Last-Event-ID")).toBeNull();
    stream.stop();
  });

  it("says since when it is lost, through several tries", async () => {
    const gone = () => Promise.reject(new TypeError("refused"));
    const { states, stream } = open([gone, gone, gone]);
    await vi.advanceTimersByTimeAsync(4000);
    const lost = states.filter((s) => s.phase === "lost");
    expect(lost.length).toBeGreaterThanOrEqual(3);
    expect(new Set(lost.map((s) => s.since)).size).toBe(1);
    stream.stop();
  });

  it("ends when the session has ended", async () => {
    const refusal = { code: "unauthenticated", detail: "Log in." };
    const { ended, states } = open([() => Response.json(refusal, { status: 401 })]);
    await vi.advanceTimersByTimeAsync(10);
    expect(ended).toHaveBeenCalledOnce();
    expect(states.at(-1)?.phase).toBe("ended");
  });

  it("takes a silent connection for dead", async () => {
    const silent = () => new Response(new ReadableStream({ start: () => {} }));
    const { states, stream } = open([silent]);
    await vi.advanceTimersByTimeAsync(20_500);
    expect(states.some((s) => s.phase === "lost")).toBe(true);
    stream.stop();
  });

  it("waits longer after each failure, up to eight seconds", () => {
    expect([0, 1, 2, 3, 4, 50].map((n) => pauseAfter(n, 0))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000,
    ]);
    expect(pauseAfter(0, 0.99)).toBeGreaterThan(300);
  });
});
