import type { Reply } from "./reply";
import { lastMessage } from "./request";

/** Synthesizers for the check of final answers: what they write first is at fault, and what they do about it differs. */

export const inventedNumber = "83 percent";
export const inventedQuotation = "the lid must never be opened before noon on a weekday";
export const unsaidSentence =
  "Shipping companies registered in Panama lobbied furiously against every single tariff proposal.";
const shared = "Water boils at one hundred degrees Celsius at sea level and at lower temperatures higher up.";

/** Leaves out the contradiction, names an answer by its letter, and says what nobody said. */
function faultyDraft(): string {
  return [
    `${shared} Dried beans cook faster in a pressure cooker, by about ${inventedNumber}.`,
    `Cooks say “${inventedQuotation}”. ${unsaidSentence} [S9]`,
    "Answer A is shorter.",
  ].join("\n\n");
}

/** The same with the contradiction addressed and without the letter; numbers and quotations stay as they were. */
function mendedDraft(prompt: string): string {
  const contradiction = /"id":"(c\d+)","kind":"contradictions"/.exec(prompt)?.[1] ?? "c1";
  return faultyDraft()
    .replace(`${inventedNumber}.`, `${inventedNumber}, which is disputed. ⟦${contradiction}⟧`)
    .replace("Answer A is shorter.", "That is all.");
}

function isRevision(prompt: string): boolean {
  return prompt.includes("TASK: FINAL ANSWER, MENDED");
}

async function write(reply: Reply, text: string): Promise<void> {
  await reply.say(text);
  await reply.finish("stop");
  await reply.close();
}

type Scenario = (reply: Reply, released: Promise<void>) => Promise<void>;

export const auditWriters: Readonly<Record<string, Scenario>> = {
  /** Mends what it is asked to. */
  async "audit-writer"(reply) {
    const prompt = lastMessage(reply.request.body);
    reply.begin();
    await write(reply, isRevision(prompt) ? mendedDraft(prompt) : faultyDraft());
  },
  /** Mends it when the test lets it. */
  async "audit-slow"(reply, released) {
    const prompt = lastMessage(reply.request.body);
    reply.begin();
    if (isRevision(prompt)) await released;
    await write(reply, isRevision(prompt) ? mendedDraft(prompt) : faultyDraft());
  },
  /** Writes the same again. */
  async "audit-stubborn"(reply) {
    reply.begin();
    await write(reply, faultyDraft());
  },
};
