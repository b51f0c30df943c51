import { expect, test } from "vitest";
import { contextOf } from "./context";
import type { ModelChunk, ModelRequest } from "./model";
import type { PanelInput } from "./panel";
import { runTurn } from "./run-turn";
import { fail, finished, play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "./test-kit";
import { currentVerdict, finalText } from "./turn";
import { createTurnControl } from "./turn-control";

type Says = string | ((request: ModelRequest) => AsyncIterable<ModelChunk>);

/** A turn of two panelists that contradict each other; the writer's first text and, where it is asked, its revision. */
async function write(first: string, revision: Says, more: Partial<PanelInput> = {}) {
  const writer = async function* writer(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const isRevision = request.messages.at(-1)?.content.includes("MENDED") === true;
    const says = isRevision ? revision : first;
    if (typeof says !== "string") {
      yield* says(request);
      return;
    }
    for (const text of says.match(/.{1,3}/gs) ?? []) yield { type: "text", text };
    yield finished;
  };
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:writer": writer });
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" }, ...more });
  const control = createTurnControl();
  const { turn, events } = await play(runTurn(testRequest(panel), testPorts(streamModel), control));
  const calls = requests
    .filter(({ model }) => model === "t:writer")
    .map(({ messages }) => messages.at(-1)?.content ?? "");
  return { turn, final: currentVerdict(turn)?.finalAnswer, types: events.map(({ type }) => type), calls };
}

const endedBy = (finish: "length" | "refused"): ModelChunk => ({
  type: "finished",
  finish,
  usage: null,
  costUsd: 0.01,
  resolvedModel: "resolved",
});

const draft = "It depends on the shore where you stand. Elsewhere answer A says nothing.";
const mended = "It depends on the shore where you stand. ⟦c1⟧ Elsewhere nothing is known. ⟦c9⟧";

test("a final answer that leaves out a weighty point is mended once, and the first draft is kept", async () => {
  const { final, types, calls, turn } = await write(draft, mended);
  expect(final).toMatchObject({
    status: "done",
    text: "It depends on the shore where you stand. ⟦c1⟧ Elsewhere nothing is known.",
    marks: [{ pointId: "c1", offset: 41 }],
    audit: { unaddressed: [], wording: [] },
    revision: { status: "done", draft, failure: null },
    usage: { promptTokens: 200, completionTokens: 100 },
    costUsd: 0.02,
  });
  expect(types.slice(-5)).toEqual([
    "synthesis-ended",
    "synthesis-audited",
    "synthesis-revised",
    "verdict-ended",
    "turn-ended",
  ]);
  expect(calls).toHaveLength(2);
  expect(calls[1]).toContain(`>\n${draft}\n</draft-`);
  expect(calls[1]).toContain('- Point c1, "Whether it is so"');
  expect(calls[1]).toContain('- "answer A" means nothing');
  expect(turn.totals.costUsd).toBeCloseTo(0.05);
  expect(contextOf([turn])[1]?.content).toBe("It depends on the shore where you stand. Elsewhere nothing is known.");
  expect(finalText(turn)).toBe(final?.text);
});

test("the revision shares its prefix with the judge and the first draft, byte for byte", async () => {
  const { calls } = await write(draft, mended);
  const shared = calls[0]?.split("<analysis-")[0] ?? "";
  expect(shared).toContain("</note-");
  expect(calls[1]?.startsWith(shared)).toBe(true);
});

test("a final answer without a fault is checked and not written again", async () => {
  const { final, types, calls } = await write("They differ. ⟦c1⟧ The shore of 1987 decides.", "never asked");
  expect(calls).toHaveLength(1);
  expect(types.slice(-3)).toEqual(["synthesis-audited", "verdict-ended", "turn-ended"]);
  expect(final).toMatchObject({ audit: { newNumbers: ["1987"], unaddressed: [] } });
  expect(final).not.toHaveProperty("revision");
});

test.each([
  ["empty", "", "empty"],
  ["much shorter", "Yes. ⟦c1⟧", "incomplete"],
  ["no better", `${draft} Really.`, "incomplete"],
])("a revision that is %s is not taken, with its reason", async (_, revision, code) => {
  const { final, types, turn } = await write(draft, revision);
  expect(final).toMatchObject({ status: "done", text: draft, revision: { status: "failed", failure: { code } } });
  expect(final?.audit.unaddressed).toEqual(["c1"]);
  expect(types.slice(-3)).toEqual(["revision-failed", "verdict-ended", "turn-ended"]);
  expect(turn.totals.costUsd).toBeCloseTo(0.05);
});

test("a revision that leaves out more points than its draft is not taken", async () => {
  const { final } = await write(
    "It is so. ⟦c1⟧ But answer A and answer B differ.",
    "It is so, says everybody who was ever asked.",
  );
  expect(final?.revision?.failure?.message).toContain("more points");
  expect(final?.text).toContain("answer A");
});

test("a revision whose call fails leaves the first draft, and the turn is done", async () => {
  const { final, turn } = await write(draft, fail("upstream_error", "Half"));
  expect(final).toMatchObject({ text: draft, revision: { status: "failed", failure: { code: "upstream_error" } } });
  expect(turn).toMatchObject({ status: "done", totals: { callsOfUnknownCost: 1 } });
});

test("a revision that is cut off or refused is not taken", async () => {
  const ends = (finish: "length" | "refused") =>
    async function* ending(): AsyncGenerator<ModelChunk> {
      yield { type: "text", text: mended };
      yield endedBy(finish);
    };
  expect((await write(draft, ends("length"))).final?.revision?.failure?.code).toBe("length");
  expect((await write(draft, ends("refused"))).final?.revision?.failure?.code).toBe("refused");
});

test("past the spending cap a final answer is checked and not mended", async () => {
  const { final, calls } = await write(draft, mended, { limits: { maxCostUsd: 0.035 } });
  expect(calls).toHaveLength(1);
  expect(final?.audit.unaddressed).toEqual(["c1"]);
  expect(final).not.toHaveProperty("revision");
});

test("a final answer that was cut off is checked and not mended", async () => {
  const cut = async function* cut(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: draft };
    yield endedBy("length");
  };
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:writer": cut });
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" } });
  const { turn } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  expect(currentVerdict(turn)?.finalAnswer).toMatchObject({ status: "cut_off", audit: { unaddressed: ["c1"] } });
  expect(requests.filter(({ model }) => model === "t:writer")).toHaveLength(1);
});

test("a merge without an analysis is checked too, and mended where it names letters", async () => {
  const more = { judge: { model: "t:prose" } };
  const { final, calls } = await write(
    draft,
    "It depends on the shore where you stand. Elsewhere one says nothing.",
    more,
  );
  expect(calls[1]).not.toContain("<analysis-");
  expect(final).toMatchObject({ audit: { wording: [], unaddressed: [] }, revision: { status: "done" } });
});

test("stopping while it is mended keeps the first draft", async () => {
  const control = createTurnControl();
  const slow = async function* slow(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const isRevision = request.messages.at(-1)?.content.includes("MENDED") === true;
    yield { type: "text", text: draft };
    if (isRevision) {
      control.stop();
      throw new Error("aborted");
    }
    yield finished;
  };
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:writer": slow });
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" } });
  const { turn, events } = await play(runTurn(testRequest(panel), testPorts(streamModel), control));
  expect(turn.status).toBe("stopped");
  expect(currentVerdict(turn)?.finalAnswer).toMatchObject({
    status: "done",
    text: draft,
    revision: { status: "failed", failure: { code: "stopped" } },
  });
  expect(events.map(({ type }) => type).slice(-3)).toEqual(["revision-failed", "verdict-ended", "turn-stopped"]);
});
