import { staleOf } from "~/api/client";
import { type ApiProblem, asProblem, problemOf, unreachable } from "~/api/problem";
import { type SseMessage, SseParser } from "./sse";

export type StreamState =
  | { phase: "connecting" }
  | { phase: "live"; staleSeconds: number | undefined }
  /** Lost since that time; tries again by itself at `nextAt`. */
  | { phase: "lost"; since: number; nextAt: number; problem: ApiProblem }
  /** Ended for good: signed out, or stopped by the page. */
  | { phase: "ended" };

export interface StreamOptions {
  url: string;
  onMessage(message: SseMessage): void;
  /** A connection opened; `resumed` when the server was asked to go on after the last event. */
  onOpen(resumed: boolean): void;
  onState(state: StreamState): void;
  onUnauthenticated(): void;
}

export interface Stream {
  /** Tries now instead of at the end of the pause. */
  retry(): void;
  /** Forgets the position and connects anew: the server asked for it. */
  restart(): void;
  stop(): void;
}

/** Without a byte for so long the connection is taken for dead; figures come every second. */
const SILENCE_MILLIS = 20_000;
const PAUSES_MILLIS = [500, 1000, 2000, 4000, 8000];

/** Keeps one event stream open: reconnects with `Last-Event-ID`, backs off, notices silence. */
export function openStream(options: StreamOptions): Stream {
  let lastId: string | undefined;
  let failures = 0;
  let lostSince: number | undefined;
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function run(signal: AbortSignal): Promise<void> {
    try {
      await read(signal);
      throw unreachable();
    } catch (error) {
      if (!stopped && !signal.aborted) {
        lost(asProblem(error));
      }
    }
  }

  async function read(signal: AbortSignal): Promise<void> {
    const headers = new Headers({ Accept: "text/event-stream" });
    if (lastId !== undefined) {
      headers.set("Last-Event-ID", lastId);
    }
    const response = await fetch(options.url, {
      headers,
      credentials: "same-origin",
      signal,
    }).catch(() => {
      throw unreachable();
    });
    if (!response.ok || response.body === null) {
      throw problemOf(response.status, await response.json().catch(() => undefined));
    }
    failures = 0;
    lostSince = undefined;
    options.onOpen(lastId !== undefined);
    options.onState({ phase: "live", staleSeconds: staleOf(response.headers) });
    await pump(response.body.getReader());
  }

  async function pump(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await withinSilence(reader);
      if (done) {
        return;
      }
      for (const message of parser.feed(decoder.decode(value, { stream: true }))) {
        if (message.id !== undefined && message.id !== "") {
          lastId = message.id;
        }
        options.onMessage(message);
      }
    }
  }

  function lost(problem: ApiProblem): void {
    if (problem.code === "unauthenticated") {
      stop();
      options.onUnauthenticated();
      return;
    }
    lostSince ??= Date.now();
    const pause = pauseAfter(failures);
    failures += 1;
    options.onState({ phase: "lost", since: lostSince, nextAt: Date.now() + pause, problem });
    timer = setTimeout(connect, pause);
  }

  function connect(): void {
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    if (lostSince === undefined) {
      options.onState({ phase: "connecting" });
    }
    void run(abort.signal);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    abort.abort();
    options.onState({ phase: "ended" });
  }

  connect();
  return {
    retry: connect,
    restart: () => {
      lastId = undefined;
      connect();
    },
    stop,
  };
}

/**
 * Grows to 8 s; up to a third is shaved off by chance so that many consoles do not come at once.
 */
export function pauseAfter(failures: number, chance: number = Math.random()): number {
  const pause = PAUSES_MILLIS[Math.min(failures, PAUSES_MILLIS.length - 1)] ?? 8000;
  return Math.round(pause * (1 - chance / 3));
}

async function withinSilence(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      refuse(unreachable());
      void reader.cancel().catch(() => {});
    }, SILENCE_MILLIS);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
