import { useCallback, useRef, useState } from "react";
import { newRequestId } from "~/api/client";
import { type ApiProblem, asProblem } from "~/api/problem";

export interface Action<I> {
  run(input: I): Promise<boolean>;
  /** Asks again under the same request id: safe when the outcome of the first try is unknown. */
  again(): Promise<boolean>;
  busy: boolean;
  problem: ApiProblem | undefined;
  clear(): void;
}

/**
 * A write of the reader's. Each intent has one request id; only a try whose outcome is unknown may
 * be repeated, and then under that same id, so that the server applies it once.
 */
export function useAction<I, O>(
  send: (input: I, requestId: string) => Promise<O>,
  onDone?: (output: O, input: I) => void,
): Action<I> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const last = useRef<{ input: I; requestId: string } | null>(null);

  const attempt = useCallback(
    async (input: I, requestId: string) => {
      last.current = { input, requestId };
      setBusy(true);
      setProblem(undefined);
      try {
        const output = await send(input, requestId);
        onDone?.(output, input);
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [send, onDone],
  );

  return {
    run: useCallback((input: I) => attempt(input, newRequestId()), [attempt]),
    again: useCallback(
      () =>
        last.current === null
          ? Promise.resolve(false)
          : attempt(last.current.input, last.current.requestId),
      [attempt],
    ),
    busy,
    problem,
    clear: useCallback(() => setProblem(undefined), []),
  };
}

/** The refusal of a password that does not fit, where the session itself is good. */
export function wrongPassword(problem: ApiProblem | undefined): string | undefined {
  return problem?.code === "unauthenticated" ? "This is not your present password." : undefined;
}

/** The problem's text when it is about that field. */
export function fieldError(problem: ApiProblem | undefined, field: string): string | undefined {
  return problem?.field === field ? problem.detail : undefined;
}
