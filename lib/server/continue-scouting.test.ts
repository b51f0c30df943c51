import { expect, test } from "vitest";
import { foldEvents } from "@/lib/core/apply-event";
import { modelsToContinue } from "@/lib/core/continue-turn";
import type { StoredEvent } from "@/lib/core/events";
import { FollowUp } from "@/lib/core/follow-up";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { reopenTurn, runTurn, type TurnRequest } from "@/lib/core/run-turn";
import {
  fail,
  finished,
  judge,
  no,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  yes,
} from "@/lib/core/test-kit";
import { currentAnswers, currentVerdict } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { interruptingEvents, withEnding } from "./interruption";

const limits = { scout: true, quorum: "all" as const };
const roles = { judge: { model: "t:judge" }, synthesizer: { model: "t:writer" } };
const panel = testPanel(["t:yes", "t:no", "t:third"], { ...roles, limits });
/** Of a turn before: a point that two hold who do not both go first. */
const left = FollowUp.parse({
  points: [
    {
      pointId: "c1",
      topic: "Whether it is so",
      positions: [
        { panelistId: "p2", model: "t:no", says: "it is not", quote: "it is not so" },
        { panelistId: "p3", model: "t:third", says: "it is", quote: "it is so" },
      ],
    },
  ],
  finalAnswer: "It is known.",
  sources: [],
});
const third = "Yes, it is so because somebody measured it.";
const replies = { "t:yes": yes, "t:no": no, "t:third": third, "t:judge": judge, "t:writer": "Yes and no. ⟦c1⟧" };
type Replies = Parameters<typeof scriptedModels>[0];

async function* seesNothing(_request: ModelRequest): AsyncGenerator<ModelChunk> {
  yield { type: "text", text: '{"kind":"end","n":0}\n' };
  yield finished;
}

/** A writer that takes a follow-up for that. */
function sorting(kind: string) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const isSorting = request.messages.at(-1)?.content.includes("TASK: FOLLOW-UP");
    const sorted = JSON.stringify({ kind, point: "c1", question: "Is it so in Bergen?", reason: "Because." });
    yield { type: "text", text: isSorting ? sorted : replies["t:writer"] };
    yield finished;
  };
}

/** What comes of a turn that is cut off after each of its events, and of how it goes on. */
async function* continuations(given: Replies, more: Partial<TurnRequest> = {}) {
  const { streamModel } = scriptedModels(given);
  const { events } = await play(runTurn(testRequest(panel, more), testPorts(streamModel), createTurnControl()));
  const log = events.map((event, index): StoredEvent => ({ ...event, seq: index + 1 }));
  for (let length = 1; length < log.length; length += 1) {
    const cut = log.slice(0, length);
    const running = foldEvents(cut);
    if (!running) throw new Error("A log has a state.");
    const closed = withEnding(running, interruptingEvents(running, 1));
    const { streamModel: again, requests } = scriptedModels(given);
    const work = { continue: true as const, byItself: false };
    const { turn } = await play(reopenTurn(closed, work, testPorts(again), createTurnControl()), closed);
    const asked = requests.map(({ model }) => model);
    const had = cut.flatMap((event) => (event.type === "answer-ended" ? [event.panelistId] : []));
    const allowed = modelsToContinue(closed);
    yield {
      where: `after ${cut.at(-1)?.type} ${length}`,
      turn,
      asked,
      had,
      unforeseen: asked.filter((model) => !allowed.includes(model)),
    };
  }
}

const modelOf: Record<string, string> = { p1: "t:yes", p2: "t:no", p3: "t:third" };

test.for([
  {
    says: "two that contradict each other have the rest asked, and nobody is asked twice",
    given: replies,
    restAsked: { because: "contradiction", topic: "Whether it is so" },
    judged: ["p1", "p2", "p3"],
  },
  {
    says: "two that leave nothing open are enough",
    given: { ...replies, "t:judge": seesNothing },
    restAsked: undefined,
    judged: ["p1", "p2"],
  },
  {
    says: "one answer of two has the rest asked before anybody judges",
    given: { ...replies, "t:no": fail("upstream_error", "") },
    restAsked: { because: "too_few_answers" },
    judged: ["p1", "p3"],
  },
  {
    says: "a follow-up that is sorted as a question goes to two first, and then to the rest",
    given: { ...replies, "t:writer": sorting("new") },
    more: { followUp: left },
    restAsked: { because: "contradiction", topic: "Whether it is so" },
    judged: ["p1", "p2", "p3"],
  },
  {
    says: "doubt about a point goes to those who hold it, and nobody goes first",
    given: { ...replies, "t:writer": sorting("point") },
    more: { followUp: left },
    restAsked: undefined,
    judged: ["p2", "p3"],
  },
])("wherever it broke off, once it goes on, $says", async ({ given, more, restAsked, judged }) => {
  for await (const { where, turn, asked, had, unforeseen } of continuations(given, more)) {
    const why = turn.restAsked && { because: turn.restAsked.because, topic: turn.restAsked.topic };
    expect({ where, status: turn.status, restAsked: why }).toEqual({ where, status: "done", restAsked });
    expect({ where, judged: Object.keys(currentVerdict(turn)?.attempts ?? {}) }).toEqual({ where, judged });
    expect({ where, final: currentVerdict(turn)?.finalAnswer.status }).toEqual({ where, final: "done" });
    expect({ where, late: currentAnswers(turn).filter(({ late }) => late) }).toEqual({ where, late: [] });
    const twice = had.map((id) => modelOf[id] ?? "").filter((model) => asked.includes(model));
    expect({ where, twice, unforeseen }).toEqual({ where, twice: [], unforeseen: [] });
  }
});
