import { expect, test } from "vitest";
import { foldEvents } from "@/lib/core/apply-event";
import type { StoredEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { judge, testPanel, yesNoJudge } from "@/lib/core/test-kit";
import type { TurnState } from "@/lib/core/turn";
import { openTestWork } from "./turns-test-kit";

const p1 = PanelistId.parse("p1");
const panel = testPanel(["t:finder", "t:no"]);
const pageOf = (name: string) => `https://www.example.org/${name}`;
const says = (name: string) => `It says so at ${pageOf(name)}, and nowhere else.`;

/** A conversation with two finished turns; from then on the finder waits, and names the page it is then told. */
async function twoTurns() {
  let named = 0;
  const waiting: { name: (page: string) => void }[] = [];
  async function* finder({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    named += 1;
    let page = `page-${named}`;
    if (named > 2) {
      const told = Promise.withResolvers<string>();
      waiting.push({ name: told.resolve });
      signal.addEventListener("abort", () => told.resolve("stopped"), { once: true });
      // Words with a link that stay when the turn is cut off here.
      yield { type: "text", text: `So far ${pageOf(`early-${named}`)} says so. ` };
      page = await told.promise;
      signal.throwIfAborted();
    }
    yield { type: "text", text: says(page) };
    yield { type: "finished", finish: "stop", usage: null, costUsd: null, resolvedModel: "finder" };
  }
  const release = Promise.withResolvers<void>();
  let isHeld = false;
  const heldJudge: typeof judge = async function* held(request) {
    if (isHeld) await release.promise;
    yield* judge(request);
  };
  const work = openTestWork({ replies: { ...yesNoJudge, "t:finder": finder, "t:judge": heldJudge } });
  const { id } = work.conversations.create("");
  const ask = async () => {
    const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
    await work.watch(turnId);
    return turnId;
  };
  const [first, second] = [await ask(), await ask()];
  /** Asks the finder of a turn again and resolves when it has written its first words. */
  async function retry(turnId: string) {
    const seen = work.turns.state(turnId).lastSeq;
    const written = Promise.withResolvers<void>();
    await work.turns.retryPanelist(turnId, p1);
    const onEvent = (event: StoredEvent) => {
      if (event.type === "answer-delta") written.resolve();
    };
    const isOver = work.watch(turnId, onEvent, seen);
    await written.promise;
    return { isOver };
  }
  const holdJudge = () => {
    isHeld = true;
  };
  return { ...work, conversationId: id, first, second, retry, waiting, holdJudge, release: release.resolve };
}

const idsOf = ({ sources }: TurnState) => Object.fromEntries(sources.map(({ id, url }) => [url.split("/").at(-1), id]));

test("two turns of one conversation at once give each page an id of its own, and one page one id", async () => {
  const { turns, first, second, retry, waiting, watch } = await twoTurns();
  const older = await retry(first);
  const newer = await retry(second);
  waiting[0]?.name("only-in-first");
  await older.isOver;
  waiting[1]?.name("only-in-second");
  await newer.isOver;
  expect(idsOf(turns.state(first))).toEqual({ "page-1": "S1", "early-3": "S3", "only-in-first": "S4" });
  expect(idsOf(turns.state(second))).toEqual({ "page-2": "S2", "early-4": "S5", "only-in-second": "S6" });

  const [again, beside] = [await retry(first), await retry(second)];
  waiting[3]?.name("shared");
  await beside.isOver;
  waiting[2]?.name("shared");
  await again.isOver;
  const [one, other] = [turns.state(first), turns.state(second)];
  expect(idsOf(one)["shared"]).toBe(idsOf(other)["shared"]);
  for (const turn of [one, other]) expect(foldEvents(await watch(turn.id))?.sources).toEqual(turn.sources);
});

test("a panelist asked again while its turn is judged again gives no id that another turn has given", async () => {
  const { turns, first, retry, waiting, watch, holdJudge, release } = await twoTurns();
  holdJudge();
  const seen = turns.state(first).lastSeq;
  await turns.judgeAgain(first);
  await retry(first);
  waiting[0]?.name("late");
  await watch(
    first,
    (event) => {
      if (event.type === "answer-ended" && event.attempt === 2) release();
    },
    seen,
  );
  expect(idsOf(turns.state(first))).toEqual({ "page-1": "S1", "early-3": "S3", late: "S4" });
});

test.each(["shut down", "gone"])(
  "what two turns had named when their process was %s has an id for each page",
  async (how) => {
    const { turns, first, second, retry, folder } = await twoTurns();
    for (const turnId of [first, second]) await retry(turnId);
    if (how === "shut down") turns.shutDown();
    const after = how === "gone" ? openTestWork({ folder }).turns : turns;
    const [one, other] = [after.state(first), after.state(second)];
    expect([one.status, other.status]).toEqual(["interrupted", "interrupted"]);
    expect(new Set([idsOf(one)["early-3"], idsOf(other)["early-4"]])).toEqual(new Set(["S3", "S4"]));
  },
);
