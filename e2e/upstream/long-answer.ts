import { drawing, drawText } from "./long-text";
import type { Reply } from "./reply";

/** `long/<words>-<seed>`: so many words in large pieces, then the last sentence when the test lets it go on. */
export async function longAnswer(reply: Reply, size: { words: number; seed: number }, released: Promise<void>) {
  reply.begin();
  const text = drawText(size.words, drawing(size.seed));
  for (const piece of text.match(/[\s\S]{1,400}/g) ?? []) await reply.delta({ content: piece });
  await released;
  await reply.delta({ content: "That is all." });
  await reply.finish("stop");
  await reply.close();
}
