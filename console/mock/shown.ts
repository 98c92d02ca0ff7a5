/** Fields that begin with "_" are the mock's own. */
export function textOf(body: unknown): string {
  const own = (name: string, value: unknown) => (name.startsWith("_") ? undefined : value);
  return JSON.stringify(body, own) ?? "";
}

export function shownOf(body: unknown): unknown {
  return body === undefined ? undefined : (JSON.parse(textOf(body)) as unknown);
}
