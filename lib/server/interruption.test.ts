import { expect, test } from "vitest";
import { applyEvent, foldEvents } from "@/lib/core/apply-event";
import { type StoredEvent, TurnEvent } from "@/lib/core/events";
import { PanelistId, PointId, VerdictId } from "@/lib/core/ids";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import type { ReopenedWork } from "@/lib/core/reopening";
import { reopenTurn, runTurn } from "@/lib/core/run-turn";
import { finished, judge, no, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "@/lib/core/test-kit";
import { isSettled, type TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { interruptingEvents } from "./interruption";

const about = { verdictId: VerdictId.parse("v1"), pointId: PointId.parse("c1") };

const searching: TurnEvent = {
  type: "answer-tool-called",
  at: 1,
  panelistId: PanelistId.parse("p1"),
  attempt: 1,
  callId: "t1",
  tool: "web_search",
  input: "tides",
};

/** Replies when it is asked about a point, and answers otherwise. */
const panelist = (answer: string, reply: string) =>
  async function* panelist({ messages }: ModelRequest): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: messages.at(-1)?.content.includes("TASK: ONE POINT") ? reply : answer };
    yield finished;
  };

/** Leaves the weighty point out at first, and mends that. */
async function* writer({ messages }: ModelRequest): AsyncGenerator<ModelChunk> {
  const isMending = messages.at(-1)?.content.includes("MENDED") === true;
  yield { type: "text", text: isMending ? "It depends on the shore. ⟦c1⟧" : "It depends on the shore." };
  yield finished;
}

const { streamModel } = scriptedModels({
  "t:yes": panelist(yes, "HOLD\nMine."),
  "t:no": panelist(no, "CONCEDE\nTheirs."),
  "t:judge": judge,
  "t:writer": writer,
});
const ports = testPorts(streamModel);
const panel = testPanel(["t:yes", "t:no"], {
  judge: { model: "t:judge", careful: true },
  synthesizer: { model: "t:writer" },
});

/** A turn that was judged in two orders, mended, asked about a point, decided, written anew and judged again. */
async function longLog(): Promise<StoredEvent[]> {
  const log: TurnEvent[] = [];
  const first = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  const started = first.events.findIndex(({ type }) => type === "answer-started");
  log.push(...first.events.slice(0, started + 1), searching, ...first.events.slice(started + 1));
  let { turn } = first;
  const goOn = async (work: ReopenedWork) => {
    const played = await play(reopenTurn(turn, work, ports, createTurnControl()), turn);
    log.push(...played.events);
    turn = played.turn;
  };
  await goOn({ rebuttal: about });
  const ruling = { pointId: about.pointId, decision: "both" as const, panelistIds: [] };
  const ruled: TurnEvent = { type: "point-ruled", at: 1, ...about, ruling };
  log.push(ruled);
  turn = applyEvent(turn, ruled);
  await goOn({ judgeAgain: true, wish: { rulings: [] } });
  await goOn({ judgeAgain: true });
  return log.map((event, index) => ({ ...event, seq: index + 1 }));
}

function openEndsOf({ status, answers, verdicts }: TurnState): unknown[] {
  return [
    ...(status === "running" ? [status] : []),
    ...answers.filter((answer) => !isSettled(answer)),
    ...answers.flatMap(({ toolCalls }) => toolCalls.filter(({ status: each }) => each === "running")),
    ...verdicts.filter(({ endedAt }) => endedAt === null),
    ...verdicts.filter(({ status: each }) => each === "judging" || each === "writing"),
    ...verdicts.filter(({ finalAnswer }) => finalAnswer.status === "waiting" || finalAnswer.status === "writing"),
    ...verdicts.filter(({ finalAnswer }) => finalAnswer.revision?.status === "running"),
    ...verdicts.flatMap(({ points }) => points.filter(({ rebuttal }) => rebuttal?.status === "running")),
  ];
}

test("wherever a log ends, nothing in it waits after it was interrupted, and its turn can be judged again", async () => {
  const log = await longLog();
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["synthesis-revised", "rebuttal-replied", "analysis-kept", "analysis-revised"]),
  );
  for (let length = 1; length <= log.length; length += 1) {
    const cut = foldEvents(log.slice(0, length));
    if (cut?.status !== "running") continue;
    const where = `after ${length} events, the last of them ${log[length - 1]?.type}`;
    const closing = interruptingEvents(cut, 1);
    const closed = closing.reduce<TurnState>(applyEvent, cut);
    expect({ where, open: openEndsOf(closed) }).toEqual({ where, open: [] });
    const stored = [...log.slice(0, length), ...closing].map((event, index) => ({
      ...TurnEvent.parse(JSON.parse(JSON.stringify(event))),
      seq: index + 1,
    }));
    expect({ ...foldEvents(stored), lastSeq: 0, where }).toEqual({ ...closed, lastSeq: 0, where });
    if (!closed.answers.some(({ status }) => status === "done")) continue;
    const again = await play(reopenTurn(closed, { judgeAgain: true }, ports, createTurnControl()), closed);
    const judged = { status: "done", finalAnswer: { status: "done" } };
    expect({ where, verdict: again.turn.verdicts.at(-1) }).toMatchObject({ where, verdict: judged });
  }
});
