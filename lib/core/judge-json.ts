import { jsonrepair } from "jsonrepair";

/** The object a text means, strictly or after mending what models get wrong in JSON; null = it cannot be told. */
export function readObject(raw: string): object | null {
  const text = raw.replace(/[\s,]+$/, "");
  return parsedObject(() => text) ?? parsedObject(() => jsonrepair(text));
}

/** Whether an object names its kind, wherever the key stands. */
export function hasKind(value: object): boolean {
  return Object.hasOwn(value, "kind");
}

function parsedObject(textOf: () => string): object | null {
  try {
    const value: unknown = JSON.parse(textOf());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
