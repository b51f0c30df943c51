import { expect, test } from "vitest";
import { soloAnswer } from "@/lib/core/asked-seats";
import { runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import { currentAnswers, currentVerdict } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { economics, fastDemo } from "./demo-kit";

const panel = testPanel(["demo:atlas", "demo:birch"], { judge: { model: "demo:judge" } });

async function ask(question: string) {
  const ports = { ...testPorts(fastDemo), takesTools: () => false };
  return (await play(runTurn(testRequest(panel, { mode: "auto", question }), ports, createTurnControl()))).turn;
}

test("in auto mode the demo asks its panel a scripted question", async () => {
  const turn = await ask(economics);
  expect(turn).toMatchObject({ status: "done", route: { decision: "panel", by: "classified" } });
  expect(currentAnswers(turn)).toHaveLength(2);
  expect(currentVerdict(turn)?.finalAnswer.status).toBe("done");
});

test("to small talk one demo model answers alone and says that it is scripted", async () => {
  const turn = await ask("Hello there");
  expect(turn).toMatchObject({ status: "done", verdicts: [], route: { decision: "solo" } });
  expect(turn.route?.reason).toContain("no script");
  expect(soloAnswer(turn)?.text).toContain("scripted");
});
