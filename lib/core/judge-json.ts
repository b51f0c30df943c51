import { jsonrepair } from "jsonrepair";

/** The object a text means, strictly or after mending what models get wrong in JSON; null = it cannot be told. */
export function readObject(raw: string): object | null {
  const text = raw.replace(/[\s,]+$/, "");
  return parsedObject(() => text) ?? parsedObject(() => jsonrepair(text));
}

/** The objects of a text, one a line; or wherever they stand, when a model wrote them otherwise. */
export function objectsIn(text: string): object[] {
  const visible = text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, "");
  const lines = visible.split(/\r?\n/).flatMap((line) => readObject(/\{.*\}/.exec(line)?.[0] ?? "") ?? []);
  if (lines.length > 0) return lines;
  return (visible.match(/\{[^{}]*\}/g) ?? []).flatMap((object) => readObject(object) ?? []);
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
