import type { Operation } from "~/api/types/work";
import { sentence } from "~/util/words";

export const NODE_CONNECT = "node-connect";

/** "Connect fra-1": what an operation does, in words. */
export function operationTitle(
  operation: Pick<Operation, "type" | "subject" | "parameters">,
): string {
  const { type, subject, parameters = {} } = operation;
  if (type === NODE_CONNECT) {
    return `Connect ${parameters["name"] || parameters["host"] || subjectName(subject)}`;
  }
  return `${sentence(type.replaceAll("-", " "))} ${subjectName(subject)}`.trim();
}

/** "node/fra-1" or "fra-1" → "fra-1". */
function subjectName(subject: string): string {
  return subject.slice(subject.indexOf("/") + 1);
}
