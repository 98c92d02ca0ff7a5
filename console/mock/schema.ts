/** As much of JSON Schema as the API's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
}

type Named = Readonly<Record<string, Schema>>;

/** What is wrong with a value, in words; empty when it fits. */
export function misfits(schema: Schema, value: unknown, named: Named, at = "it"): string[] {
  if (schema.$ref !== undefined) {
    const target = named[schema.$ref.split("/").at(-1) ?? ""];
    return target === undefined ? [] : misfits(target, value, named, at);
  }
  if (schema.anyOf !== undefined) {
    const all = schema.anyOf.map((choice) => misfits(choice, value, named, at));
    return all.some((wrong) => wrong.length === 0) ? [] : (all[0] ?? []);
  }
  if (schema.enum !== undefined) {
    return schema.enum.includes(value) ? [] : [`${at} to be one of ${schema.enum.join(", ")}`];
  }
  const types = [schema.type ?? []].flat();
  const whole = typeOf(value) === "integer" && types.includes("number");
  if (types.length > 0 && !types.includes(typeOf(value)) && !whole) {
    return [`${at} to be ${types.join(" or ")}, but it is ${typeOf(value)}`];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item, i) => misfits(items, item, named, `${at}[${i}]`));
  }
  return typeof value === "object" && value !== null
    ? inside(schema, value as Record<string, unknown>, named, at)
    : [];
}

function inside(
  schema: Schema,
  value: Record<string, unknown>,
  named: Named,
  at: string,
): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => `${at}.${name} to be there`),
    ...Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .flatMap(([name, field]) => {
        const known = properties[name] ?? additionalProperties;
        if (known === false) {
          return [`no ${at}.${name}`];
        }
        return typeof known === "object" ? misfits(known, field, named, `${at}.${name}`) : [];
      }),
  ];
}

function typeOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
