import { expect, test } from "vitest";
import { PointId, VerdictId } from "@/lib/core/ids";
import type { ReopenedWork } from "@/lib/core/reopening";
import { reopenTurn, runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import { currentVerdict, type TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { ask, contextOf, fastDemo, questions, user } from "./demo-kit";
import { panelistNames } from "./script";

const models = panelistNames.map((name) => `demo:${name}`);

async function runDemo(question: string): Promise<TurnState> {
  const panel = testPanel(models, { judge: { model: "demo:judge" } });
  const request = testRequest(panel, { question, context: contextOf(question) });
  return (await play(runTurn(request, testPorts(fastDemo), createTurnControl()))).turn;
}

async function goOn(turn: TurnState, work: ReopenedWork): Promise<TurnState> {
  return (await play(reopenTurn(turn, work, testPorts(fastDemo), createTurnControl()), turn)).turn;
}

function contradictionsOf(turn: TurnState) {
  return currentVerdict(turn)?.points.filter(({ kind }) => kind === "contradictions") ?? [];
}

test.each(questions)(
  "panelists reply about each scripted contradiction and say that it is scripted: %s",
  async (question) => {
    let turn = await runDemo(question);
    expect(contradictionsOf(turn)).not.toEqual([]);
    for (const { id } of contradictionsOf(turn)) {
      turn = await goOn(turn, { rebuttal: { verdictId: VerdictId.parse("v1"), pointId: PointId.parse(id) } });
    }
    for (const { favors, views, rebuttal } of contradictionsOf(turn)) {
      const isRight = (id: (typeof favors)[number]) => favors.length === 0 || favors.includes(id);
      const replies = rebuttal?.replies ?? [];
      expect(replies).toHaveLength(views.length);
      expect(replies.filter(({ text }) => !text.startsWith("Demo: scripted answers."))).toEqual([]);
      const wanted = replies.map(({ panelistId }) => (isRight(panelistId) ? "holds" : "concedes"));
      expect(replies.map(({ position }) => position)).toEqual(wanted);
    }
  },
);

test("words that no script knows are held, and the reply says why", async () => {
  const prompt = '<yours-k3f9>\nPosition: the moon is near\nWords: "The moon is near enough to touch."\n</yours-k3f9>';
  expect(await ask("demo:atlas", user(prompt))).toMatch(/^HOLD\nDemo: scripted answers\. The demo has no words/);
});

test("a final answer that decisions bind says that the demo's words do not follow them", async () => {
  const [question = ""] = questions;
  const turn = await runDemo(question);
  const point = currentVerdict(turn)?.points.find(({ kind }) => kind === "contradictions");
  const rulings = [{ pointId: PointId.parse(point?.id), decision: "both" as const, panelistIds: [] }];
  const again = await goOn(turn, { judgeAgain: true, wish: { rulings } });
  expect(currentVerdict(again)).toMatchObject({ basedOn: "v1", finalAnswer: { status: "done" } });
  expect(currentVerdict(again)?.finalAnswer.text).toMatch(/Demo: scripted answers\. Your decisions are stored/);
  expect(currentVerdict(turn)?.finalAnswer.text).not.toContain("Your decisions");
});
