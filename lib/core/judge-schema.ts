import { Basis, PointKind, Trust } from "./analysis";
import type { JudgeCall } from "./judge-calls";
import type { ModelRequest } from "./model";

const text = { type: "string" };
const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, "null"] });
const listOf = (items: object) => ({ type: "array", items });
const oneOf = (values: readonly string[]) => ({ type: "string", enum: values });
const oneOfOrNull = (values: readonly string[]) => ({ type: ["string", "null"], enum: [...values, null] });

/** Strict mode wants every key to be there and no other; a key that a kind does not have is null. */
function closed(properties: Record<string, object>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const view = {
  by: text,
  quote: text,
  says: orNull(text),
  sources: { type: ["array", "null"], items: text },
  part: { type: ["boolean", "null"] },
};

/** The wire format of judge.md section 8 in a list, in the same order of keys. Lengths are left out: few hosts know them. */
export const analysisSchema = schemaWith(view);
/** The same where views of the previous verdict may be written. */
export const followUpSchema = schemaWith({ ...view, changed: { type: ["boolean", "null"] } });

function schemaWith(properties: Record<string, object>): NonNullable<ModelRequest["schema"]> {
  const schema = closed({
    items: listOf(
      closed({
        kind: oneOf(PointKind.options),
        topic: text,
        weight: { type: "integer", enum: [1, 2, 3] },
        views: listOf(closed(properties)),
        favors: { type: ["array", "null"], items: text },
        basis: oneOfOrNull(Basis.options),
        why: orNull(text),
        trust: oneOfOrNull(Trust.options),
        ask: orNull(text),
        point: orNull(text),
      }),
    ),
  });
  return { name: "analysis", schema };
}

/** Said behind the format: some hosts take the schema and ignore it. */
export const wrapperWords =
  'In this answer the objects stand in one list: write {"items":[ ... ]} and nothing else, one object for each point, in the same order. ' +
  "Keys that a kind does not have are null, blind_spots have an empty list of views, and no end line is needed.";

/** Whether a text is the whole wrapper, so that a list of points is complete without an end line. */
export function isWholeWrapper(written: string): boolean {
  try {
    const value: unknown = JSON.parse(written.replace(/^\s*<think>[\s\S]*?<\/think>/, ""));
    return typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items);
  } catch {
    return false;
  }
}

/** What a host answers to a parameter it does not know; OpenRouter says 404 when no host knows it. */
const refusals: readonly (number | undefined)[] = [400, 404, 415, 422, 501];

/** Whether the host refused the call before it wrote anything, so that the schema may be why. */
export function refusesSchema({ schema, gotToken, lost }: JudgeCall): boolean {
  return schema !== undefined && !gotToken && refusals.includes(lost?.httpStatus);
}
