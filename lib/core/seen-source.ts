import { z } from "zod";

/** A page as a tool met it. `asked`: its address before redirects; `print`: the fingerprint of its text. Dates: ISO 8601 or "". */
export const SeenSource = z.object({
  url: z.string(),
  asked: z.string().optional(),
  title: z.string(),
  snippet: z.string(),
  date: z.string(),
  site: z.string().optional(),
  author: z.string().optional(),
  print: z.string().optional(),
  status: z.enum(["found", "fetched"]),
});
export type SeenSource = z.infer<typeof SeenSource>;

/** A source that another turn of the conversation has given an id. */
export const KnownSource = z.object({ id: z.string(), url: z.string(), aliases: z.array(z.string()).optional() });
