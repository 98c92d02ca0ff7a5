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

/** How an operation ended, in words; a node that was connected is told by its name, not its id. */
export function resultText(operation: Pick<Operation, "type" | "parameters" | "status">): string {
  const { type, parameters = {}, status } = operation;
  const name = parameters["name"] || parameters["host"];
  return type === NODE_CONNECT && status.state === "Succeeded" && name !== undefined
    ? `${name} is Ready.`
    : status.result;
}

/** "node/fra-1" or "fra-1" → "fra-1". */
function subjectName(subject: string): string {
  return subject.slice(subject.indexOf("/") + 1);
}
