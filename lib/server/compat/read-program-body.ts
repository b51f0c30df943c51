import { z } from "zod";
import { readBody } from "@/lib/server/http";
import { type ParameterTable, refuseUnknown } from "./parameters";
import { BadParameter, badBody } from "./wire-error";

/** Images come inside of a body. */
const largestBody = 25_000_000;
const AnyObject = z.record(z.string(), z.unknown());

/** The body of a program's request, and its text as it came. Throws BadParameter naming the first field that is wrong. */
export async function readProgramBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  table: ParameterTable,
): Promise<{ body: z.output<Schema>; text: string }> {
  const { text, json } = await readBody(request, largestBody);
  const raw = AnyObject.safeParse(json);
  if (!raw.success) throw new BadParameter("body", "The body is a JSON object.");
  refuseUnknown(raw.data, table);
  const parsed = schema.safeParse(raw.data);
  if (!parsed.success) throw badBody(parsed.error);
  return { body: parsed.data, text };
}
