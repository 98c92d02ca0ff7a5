import { readFileSync } from "node:fs";
import { Refusal } from "./answers.ts";
import { type Schema, misfits } from "./schema.ts";

interface Media {
  content?: Record<string, { schema?: Schema }>;
}

interface OperationDoc {
  requestBody?: Media;
  responses: Record<string, Media>;
}

interface Document {
  paths: Record<string, Record<string, OperationDoc>>;
  components: { schemas: Record<string, Schema> };
}

// The API's own document. The mock keeps to it, so that what works here works there.
const document = JSON.parse(
  readFileSync(new URL("../docs/openapi.json", projectUrl()), "utf8"),
) as Document;

const PATTERNS = Object.keys(document.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/:]+")}$`),
}));

/** Refuses a body as the API does: unknown fields, wrong types, missing ones. */
export function checkRequest(method: string, path: string, body: unknown, given: boolean): void {
  const schema = operationAt(method, path)?.requestBody?.content?.["application/json"]?.schema;
  if (schema === undefined || !given) {
    return;
  }
  const [wrong] = misfits(schema, body, document.components.schemas);
  if (wrong !== undefined) {
    throw new Refusal(400, "malformed_body", `Expected ${wrong}.`);
  }
}

/** Fails loudly where the mock answers with what the API never would. */
export function checkAnswer(method: string, path: string, status: number, body: unknown): void {
  const operation = operationAt(method, path);
  if (operation === undefined) {
    throw new Error(`The API has no ${method} ${path}.`);
  }
  const schema = operation.responses[String(status)]?.content?.["application/json"]?.schema;
  if (schema !== undefined) {
    report(`${method} ${path}`, misfits(schema, body, document.components.schemas));
  }
}

/** What is wrong with what a stream tells. */
export function checkEvent(name: string, value: unknown): string[] {
  const schema = document.components.schemas[name];
  const wrong =
    schema === undefined
      ? [`no schema ${name}`]
      : misfits(schema, value, document.components.schemas);
  return wrong.map((each) => `${name}: ${each}`);
}

/** What the document says of the console's paths; for its test. */
export function documented(method: string, path: string): boolean {
  return operationAt(method, path) !== undefined;
}

function operationAt(method: string, path: string): OperationDoc | undefined {
  const found = PATTERNS.find((p) => p.pattern.test(path));
  return found && document.paths[found.path]?.[method.toLowerCase()];
}

function report(what: string, wrong: readonly string[]): void {
  if (wrong.length > 0) {
    throw new Error(`The mock breaks the contract of ${what}: ${wrong.join("; ")}`);
  }
}

/** Where the console is, whether its configuration is bundled or not. */
function projectUrl(): URL {
  return new URL(`file://${process.cwd()}/`);
}
