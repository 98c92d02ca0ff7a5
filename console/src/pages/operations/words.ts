import { sentence } from "~/util/words";

const TITLES: Readonly<Record<string, (subject: string) => string>> = {
  connect: (s) => `Connect ${s}`,
  drain: (s) => `Drain ${s}`,
  makeMaster: (s) => `Make ${s} the active master`,
  remove: (s) => `Remove ${s}`,
  join: (s) => `Join ${s}`,
};

/** "node/fra-1" or "fra-1" → "fra-1". */
export function subjectName(subject: string): string {
  return subject.slice(subject.indexOf("/") + 1);
}

export function operationTitle(type: string, subject: string): string {
  const name = subjectName(subject);
  return TITLES[type]?.(name) ?? `${sentence(type)} ${name}`.trim();
}
