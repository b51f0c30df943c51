/**
 * Checks for answers of our own server, by hand: zod costs the browser 60 KB or more (gzip) and these shapes are ours.
 * checks of the shapes themselves are in `shapes.ts`; their tests hold them against the zod schemas of lib/core/api.
 */
export type Check<Value> = (value: unknown, path: string) => Value;

function wrong(path: string, expected: string): never {
  throw new Error(`The server sent an answer this page does not understand: ${path} is not ${expected}.`);
}

export const text: Check<string> = (value, path) => (typeof value === "string" ? value : wrong(path, "text"));
export const count: Check<number> = (value, path) => (typeof value === "number" ? value : wrong(path, "a number"));
export const flag: Check<boolean> = (value, path) => (typeof value === "boolean" ? value : wrong(path, "yes or no"));

export function nullable<Value>(check: Check<Value>): Check<Value | null> {
  return (value, path) => (value === null ? null : check(value, path));
}

export function listOf<Value>(check: Check<Value>): Check<Value[]> {
  return (value, path) =>
    Array.isArray(value) ? value.map((item, index) => check(item, `${path}[${index}]`)) : wrong(path, "a list");
}

export function oneOf<const Value extends string>(...values: readonly Value[]): Check<Value> {
  return (value, path) => values.find((known) => known === value) ?? wrong(path, `one of ${values.join(", ")}`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Fields = Record<string, Check<unknown>>;
type Shape<Of extends Fields> = { [Name in keyof Of]: ReturnType<Of[Name]> };

/** An object with at least these fields; further fields are dropped. */
export function shape<const Of extends Fields>(fields: Of): Check<Shape<Of>> {
  return (value, path) => {
    if (!isRecord(value)) return wrong(path, "an object");
    return typed<Of>(
      Object.fromEntries(Object.entries(fields).map(([name, check]) => [name, check(value[name], `${path}.${name}`)])),
    );
  };
}

/** Object.fromEntries forgets which name has which type; every value has just passed its own check. */
function typed<Of extends Fields>(checked: Record<string, unknown>): Shape<Of> {
  return checked as Shape<Of>;
}
