import type { Failure } from "@/lib/core/failure";
import type { FollowUp, FollowUpKind } from "@/lib/core/follow-up";
import { sortFollowUp } from "@/lib/core/follow-up-sorting";
import { PanelistId, PointId, seatId } from "@/lib/core/ids";
import type { TurnPorts } from "@/lib/core/ports";
import { type Decision, seatOfRouter } from "@/lib/core/route-seat";
import { copiesOf, type JudgeSettings, turnOf } from "./case";
import { answerOf, type Story } from "./fixtures/story";
import { type Call, recording } from "./judge-case";

/** A follow-up to a final answer about a story, and what it is; `topic`: of the point that it doubts. */
export type SortCase = { story: Story; seed: number; question: string; kind: FollowUpKind; topic?: string };

/** A sorting that was made. `decision`: null = its call failed, for which `failure` is the reason. */
export type Sorted = { asked: SortCase; decision: Decision | null; calls: Call[]; failure: Failure | null };

/** Has a follow-up sorted as a turn does, up to where it is known who is asked. */
export async function sortCase(asked: SortCase, settings: JudgeSettings, ports: TurnPorts): Promise<Sorted> {
  const { story, seed, question } = asked;
  const calls: Call[] = [];
  const before = turnOf({ story, seed, answers: copiesOf(story, 2) }, settings);
  const context = [
    { role: "user" as const, content: story.question },
    { role: "assistant" as const, content: answerOf(story) },
  ];
  const turn = { ...before, question, context };
  const { signal } = new AbortController();
  const recorded = { ...ports, streamModel: recording(ports, calls, null), newSeed: () => seed };
  const routing = { turn, seat: seatOfRouter(turn), ports: recorded, signal, stop: signal };
  const sorted: Sorted = { asked, decision: null, calls, failure: null };
  for await (const event of sortFollowUp(routing, followUpTo(story))) {
    if (event.type !== "route-decided") continue;
    if (event.failure) sorted.failure = event.failure;
    else sorted.decision = event;
  }
  return sorted;
}

/** What a turn about a story left: its answer, and a point for the disputed fact and for each of those that may be altered. */
function followUpTo(story: Story): FollowUp {
  const points = [story.disputed, ...story.facts].map(({ was }, at) => {
    const says = sentenceWith(story, was);
    const positions = [0, 1].map((seat) => {
      return { panelistId: PanelistId.parse(seatId(seat)), model: `stored:answer-${seat + 1}`, says, quote: was };
    });
    return { pointId: PointId.parse(`c${at + 1}`), topic: topicOf(story, at), positions };
  });
  return { points, finalAnswer: answerOf(story), sources: [] };
}

/** What the point of a fact is called: 0 = the disputed one, then those that may be altered. */
export function topicOf(story: Story, at: number): string {
  const words = at === 0 ? story.disputed.was : (story.facts[at - 1]?.was ?? "");
  const heading = story.sections.find(({ text }) => text.includes(words))?.heading ?? "";
  return `${heading} (${at + 1})`;
}

function sentenceWith(story: Story, words: string): string {
  return (
    answerOf(story)
      .split(/(?<=\.)\s+/)
      .find((sentence) => sentence.includes(words)) ?? words
  );
}
