import { z } from "zod";
import type { ContentKind } from "@/lib/tools/content-kind";

/** What is read out of a page's bytes. `date`: ISO 8601 or "". */
export const Reading = z.object({
  title: z.string(),
  site: z.string(),
  author: z.string(),
  date: z.string(),
  text: z.string(),
  links: z.array(z.string()),
  isCut: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

/** Work for the worker: a page to read, or a site's rules to ask. `url`: after redirects. */
export type ReadPageTask = { kind: ContentKind; body: Uint8Array; charset: string; url: string };
type AskRulesTask = { kind: "rules"; rules: string; url: string };
export type ReadingTask = ReadPageTask | AskRulesTask;

/** `unreadable`: there is no text in it, or it is broken. */
export const ReadingReply = z.discriminatedUnion("type", [
  z.object({ type: z.literal("read"), reading: Reading }),
  z.object({ type: z.literal("rules"), isAllowed: z.boolean() }),
  z.object({ type: z.literal("unreadable"), reason: z.string() }),
]);
export type ReadingReply = z.infer<typeof ReadingReply>;

/** `ready`: the thread has loaded what it reads with. */
export const WorkerMessage = z.discriminatedUnion("type", [
  ...ReadingReply.options,
  z.object({ type: z.literal("ready") }),
]);
