import { z } from "zod";
import { Failure } from "./failure";
import { ToolCall } from "./model";

/** What a program is to run itself, with what the provider wants to see again; absent = nothing. */
export const handedOver = {
  functionCalls: z.array(ToolCall).optional(),
  replay: z.record(z.string(), z.unknown()).optional(),
};

/** A request failed, in the provider's words; the `try`th `of` so many goes out after that wait. */
export const retry = {
  try: z.number().int().min(2),
  of: z.number().int().min(2),
  waitMs: z.number().nonnegative(),
  failure: Failure,
};
