import { setTimeout as wait } from "node:timers/promises";
import type { Reply } from "./reply";

export const numberedToken = (index: number) => ` token${index}`;

/** The same as paragraphs of 60 tokens; before every third a heading and a list item with a bold word. */
export function markdownToken(index: number): string {
  if (index % 180 === 120) return "\n\n## Heading\n\n- **item**";
  return index % 60 === 0 ? "\n\n" : numberedToken(index);
}

/** Streams `count` tokens; `perSecond` 0 = as fast as the other side reads. */
export async function sendTokens(
  reply: Reply,
  count: number,
  perSecond: number,
  tokenOf = numberedToken,
): Promise<void> {
  reply.begin();
  const startedAt = performance.now();
  let sent = 0;
  while (sent < count && reply.open) {
    const due = perSecond > 0 ? Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1 : sent + 64;
    for (; sent < Math.min(due, count); sent += 1) await reply.delta({ content: tokenOf(sent) });
    await wait(perSecond > 0 ? Math.min(20, 1000 / perSecond) : 0);
  }
  await reply.finish("stop");
  await reply.chunk({ choices: [], usage: reply.usage({ completion_tokens: sent }) });
  await reply.raw("data: [DONE]\n\n");
  reply.end();
}
