import { expect } from "@playwright/test";
import { problemsOf } from "@/e2e/support/check-database";
import type { Held } from "@/e2e/support/holdable-server";
import { type AnswerState, currentAnswers, type TurnState } from "@/lib/core/turn";
import { type CrashWorld, type Stored, synthesizer } from "./crash-world";

/** Everything a restart must find in order, wherever the process was killed. */
export async function expectNothingLost(world: CrashWorld, turnId: string, held: Held): Promise<Stored> {
  expect(problemsOf(world.dataDir)).toEqual([]);
  const found = await world.stored(turnId);
  const { turn, events } = found;
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  for (const answer of turn.answers) {
    const ended = events.some((event) => event.type === "answer-ended" && event.panelistId === answer.panelistId);
    if (ended) expect(answer.status).toBe("done");
    else expect(answer.failure?.code).toMatch(/interrupted|stopped/);
    expectWordsKept(world, { turn, panelistId: answer.panelistId, held });
  }
  return found;
}

/** At most 100 ms of the words that had been sent are missing, and those that are there stand as they were sent. */
function expectWordsKept(
  { scripted }: CrashWorld,
  { turn, panelistId, held }: { turn: TurnState; panelistId: string; held: Held },
): void {
  const answer = currentAnswers(turn).find((each) => each.panelistId === panelistId);
  if (!answer || !isBrokenStream(answer)) return;
  const startedAt = answer.timing.startedAt ?? Number.POSITIVE_INFINITY;
  const sentAt = scripted.requests(bareName(answer)).find(({ arrivedAt }) => arrivedAt >= startedAt)?.sentAt ?? [];
  const words = answer.text.match(/\S+/g) ?? [];
  expect(words).toEqual(words.map((_, index) => `token${index}`));
  // Timers of a busy machine are late, and with them whatever waits for one.
  const due = sentAt.filter((time) => time <= held.at - 100 - held.lateness).length;
  expect(words.length).toBeGreaterThanOrEqual(due);
}

/** Continues a turn to its end: only what had not ended is asked for, each panelist once, and nothing that had is touched. */
export async function expectOnlyTheRestIsAsked(world: CrashWorld, found: Stored): Promise<TurnState> {
  const answers = currentAnswers(found.turn);
  const open = answers.filter((answer) => !isOver(answer)).map(bareName);
  const last = found.turn.verdicts.at(-1);
  const isJudged = last?.truncated != null;
  const isWritten = last?.finalAnswer.status === "done";
  const before = world.counts();
  await world.api().json("POST", `/api/turns/${found.turn.id}/continue`);
  const turn = await world.api().finished(found.turn.id);
  const asked = world.askedSince(before);
  const due = [...open, ...(isJudged ? [] : ["judge"]), ...(isWritten ? [] : [synthesizer])];
  expect(Object.keys(asked).toSorted()).toEqual(due.toSorted());
  for (const model of open) expect(asked[model]).toBe(1);
  expect(turn.status).toBe("done");
  expect(turn.verdicts.at(-1)?.finalAnswer.status).toBe("done");
  const kept = answers.filter(isOver);
  const keptIds = kept.map(({ panelistId }) => panelistId);
  expect(currentAnswers(turn).filter(({ panelistId }) => keptIds.includes(panelistId))).toEqual(kept);
  expect(problemsOf(world.dataDir)).toEqual([]);
  return turn;
}

const isBrokenStream = (answer: AnswerState) =>
  bareName(answer).startsWith("numbered/") && answer.failure?.code === "interrupted";
const isOver = ({ status }: AnswerState) => status === "done" || status === "stopped";
const bareName = ({ model }: AnswerState) => model.split("scripted/")[1] ?? "";
export const typesOf = ({ events }: Stored) => events.map(({ type }) => type);
