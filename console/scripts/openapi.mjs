// Writes src/api/schema.ts out of the API's own document: node scripts/openapi.mjs [--check]
// The console's hand-written types are then checked against it by the compiler (src/api/agree.ts).
import { readFileSync, writeFileSync } from "node:fs";

const source = new URL("../../docs/openapi.json", import.meta.url);
const target = new URL("../src/api/schema.ts", import.meta.url);
const document = JSON.parse(readFileSync(source, "utf8"));
const USED = [
  ["Cluster", "Link", "PortsOfNode", "Metrics", "Node", "Masters", "JoinString"],
  ["JoinStringWithSecret", "Inbound", "Route", "User", "UserLinks", "Operation", "Event"],
  ["Session", "Admin", "AdminWithSecret", "Token", "TokenWithSecret", "Audit"],
].flat();
const written = header() + USED.map(declare).join("\n");

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== written) {
    console.error("Expected src/api/schema.ts to follow docs/openapi.json. Run npm run openapi.");
    process.exit(1);
  }
} else {
  writeFileSync(target, written);
}

function header() {
  return "// Written by scripts/openapi.mjs out of docs/openapi.json. Do not edit.\n\n";
}

function declare(name) {
  const schema = document.components.schemas[name];
  const type = typeOf(schema, "");
  return type.startsWith("{")
    ? `export interface ${name} ${type}\n`
    : `export type ${name} = ${type};\n`;
}

function typeOf(schema, indent) {
  if (schema.$ref !== undefined) {
    return schema.$ref.split("/").at(-1);
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    return choices.map((choice) => typeOf(choice, indent)).join(" | ");
  }
  if (schema.allOf !== undefined) {
    return schema.allOf.map((part) => typeOf(part, indent)).join(" & ");
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(" | ");
  }
  return plain(schema, indent);
}

function plain(schema, indent) {
  switch (schema.type) {
    case "array": {
      const item = typeOf(schema.items ?? {}, indent);
      return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
    }
    case "object":
      return object(schema, indent);
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    default:
      return "unknown";
  }
}

function object(schema, indent) {
  const required = new Set(schema.required ?? []);
  const inner = `${indent}  `;
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const optional = required.has(name) ? "" : "?";
    return `${inner}${name}${optional}: ${typeOf(field, inner)};\n`;
  });
  if (fields.length === 0) {
    const value = schema.additionalProperties
      ? typeOf(schema.additionalProperties, indent)
      : "never";
    return `Record<string, ${value}>`;
  }
  return `{\n${fields.join("")}${indent}}`;
}
