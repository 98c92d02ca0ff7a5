import { afterEach, describe, expect, it, vi } from "vitest";
import { call, newRequestId, observe, setCsrf, staleOf } from "./client";
import { paths } from "./paths";
import { ApiProblem, problemOf } from "./problem";

afterEach(() => {
  vi.unstubAllGlobals();
  observe(null);
});

function answering(response: () => Response | Promise<Response>) {
  const asked: { path: string; init: RequestInit & { headers: Headers } }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit & { headers: Headers }) => {
    asked.push({ path, init });
    return Promise.resolve().then(response);
  });
  return asked;
}

describe("a call", () => {
  it("sends the session's counterpart and a request id with writes only", async () => {
    const asked = answering(() => Response.json({}));
    setCsrf("token");
    await call("/v1/x");
    await call("/v1/x", { method: "PATCH", body: { a: 1 }, ifMatch: 42, requestId: "r" });
    expect(asked[0]?.init.headers.get("Covey-Csrf")).toBeNull();
    const write = asked[1]?.init.headers;
    expect([write?.get("Covey-Csrf"), write?.get("Request-Id"), write?.get("If-Match")]).toEqual([
      "token",
      "r",
      '"42"',
    ]);
  });

  it("throws the API's refusal with its code and field", async () => {
    answering(() =>
      Response.json({ code: "invalid", detail: "No.", field: "name" }, { status: 400 }),
    );
    const problem = await call("/v1/x").catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ code: "invalid", field: "name", detail: "No.", status: 400 });
  });

  it("knows that the outcome is unknown when no answer comes", async () => {
    answering(() => Promise.reject(new TypeError("network")));
    const problem = (await call("/v1/x", { method: "POST" }).catch(
      (e: unknown) => e,
    )) as ApiProblem;
    expect(problem.outcomeUnknown).toBe(true);
  });

  it("tells that reads are stale, and that they are fresh again", async () => {
    const seen: (number | undefined)[] = [];
    observe({ stale: (s) => seen.push(s), unauthenticated: () => {} });
    answering(() => Response.json({}, { headers: { "Covey-Stale-Seconds": "12" } }));
    await call("/v1/x");
    answering(() => Response.json({}));
    await call("/v1/x");
    expect(seen).toEqual([12, undefined]);
    expect(staleOf(new Headers({ "Covey-Stale-Seconds": "soon" }))).toBe(0);
  });

  it("takes an answer that is not the API's for what it is", () => {
    expect(problemOf(502, undefined).code).toBe("unreadable");
    expect(problemOf(502, "<html>").code).toBe("unreadable");
  });
});

it("request ids do not repeat", () => {
  expect(new Set(Array.from({ length: 500 }, newRequestId)).size).toBe(500);
});

it("the paths of the API stay what they are", () => {
  const all = Object.entries(paths).map(([name, path]) => {
    const make = path as (...parts: unknown[]) => string;
    const first = name === "watch" ? ["a", "b"] : "a b/c";
    return `${name} ${typeof path === "string" ? path : make(first, "verb")}`;
  });
  expect(all).toMatchSnapshot();
});
