/**
 * A refusal as the API sends it (RFC 9457). Decide by `code` and `field`; `detail` is for people.
 * `unreachable` and `unreadable` are the console's own: no answer, or one that is not the API's.
 */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly field: string | undefined = undefined,
    /** Further members of the problem, for example `hostKey`. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  /** Whether the request may have been applied although no good answer came. */
  get outcomeUnknown(): boolean {
    return this.code === "unknown" || this.code === "unreachable";
  }

  text(name: string): string | undefined {
    const value = this.extra[name];
    return typeof value === "string" ? value : undefined;
  }
}

export function unreachable(): ApiProblem {
  return new ApiProblem(
    0,
    "unreachable",
    "No answer from this master. Check your connection, or open the console on another master.",
  );
}

/** Reads a problem out of an answer's body; anything else becomes `unreadable`. */
export function problemOf(status: number, body: unknown): ApiProblem {
  if (isRecord(body) && typeof body["code"] === "string") {
    const detail = body["detail"] ?? body["title"];
    return new ApiProblem(
      status,
      body["code"],
      typeof detail === "string" ? detail : "The request was refused.",
      typeof body["field"] === "string" ? body["field"] : undefined,
      body,
    );
  }
  return new ApiProblem(
    status,
    "unreadable",
    `Expected an answer of the Covey API, but got HTTP ${status} without a reason. ` +
      "Check what stands between this browser and the master.",
  );
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  return new ApiProblem(0, "unexpected", error instanceof Error ? error.message : String(error));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
