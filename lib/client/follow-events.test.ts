import { expect, test } from "vitest";
import { foldEvents } from "@/lib/core/apply-event";
import type { StoredEvent } from "@/lib/core/events";
import { PanelSnapshot, PanelSpec } from "@/lib/core/panel";
import { currentAnswer, type TurnState } from "@/lib/core/turn";
import { type EventStream, followTurn } from "./follow-events";

const panel = PanelSnapshot.parse(
  PanelSpec.parse({ name: "Two", panelists: [{ model: "a:x" }, { model: "a:y" }], judge: { model: "a:j" } }),
);

/** The log of one small turn; `log[0]` has seq 1. */
const log = [
  { type: "turn-started", turnId: "t", conversationId: "c", parentTurnId: null, question: "?", mode: "panel", panel },
  { type: "answer-started", panelistId: "p1", attempt: 1, model: "a:x" },
  { type: "answer-delta", panelistId: "p1", attempt: 1, text: "one " },
  { type: "answer-delta", panelistId: "p1", attempt: 1, text: "two " },
  { type: "answer-delta", panelistId: "p1", attempt: 1, text: "three" },
  { type: "turn-ended" },
].map((event, index) => storedFact({ context: [], at: 1000 + index, ...event, seq: index + 1 }));

/** Written by hand above; the ids are plain text here, and branded in the type. */
function storedFact(event: object): StoredEvent {
  return event as StoredEvent;
}

function stateAfter(seq: number): TurnState {
  const turn = foldEvents(log.slice(0, seq));
  if (!turn) throw new Error("A log begins with turn-started.");
  return turn;
}

type Listener = (event: MessageEvent<string>) => void;

/** An EventSource whose messages the test sends. */
function fakeStream(url: string) {
  const listeners = new Map<string, Listener>();
  const stream: EventStream & { readyState: number } = {
    readyState: 1,
    addEventListener: (type, listener) => void listeners.set(type, listener),
    close() {
      stream.readyState = 2;
    },
  };
  const say = (type: string, data = "{}") => listeners.get(type)?.(new MessageEvent(type, { data }));
  const send = (event: StoredEvent | undefined) => event && say(event.type, JSON.stringify(event));
  return { url, stream, say, send };
}

function setUp(startSeq: number) {
  let state = stateAfter(startSeq);
  let serverSeq = startSeq;
  const streams: ReturnType<typeof fakeStream>[] = [];
  const paints: (() => void)[] = [];
  const connection: boolean[] = [];
  const pauses: number[] = [];
  const watches = new Set<() => void>();
  let wake = () => {};
  let isReachable = true;
  let writes = 0;
  const stop = followTurn("t", {
    read: () => state,
    write: (turn) => {
      state = turn;
      writes += 1;
    },
    reload: async () => {
      if (!isReachable) throw new Error("unreachable");
      return stateAfter(serverSeq);
    },
    open: (url) => {
      const opened = fakeStream(url);
      streams.push(opened);
      return opened.stream;
    },
    loop: { request: (task) => void paints.push(task), forget: () => {} },
    line: {
      after(_milliseconds, callback) {
        watches.add(callback);
        return () => watches.delete(callback);
      },
      pause: async (milliseconds) => void pauses.push(milliseconds),
      onWake(callback, until) {
        wake = () => !until.aborted && callback();
      },
    },
    onConnection: (connected) => void connection.push(connected),
  });
  const newest = () => {
    const stream = streams.at(-1);
    if (!stream) throw new Error("No stream was opened.");
    return stream;
  };
  const paint = () => {
    for (const task of paints.splice(0)) task();
  };
  const serverHas = (seq: number) => {
    serverSeq = seq;
  };
  return {
    newest,
    paint,
    stop,
    serverHas,
    streams,
    connection,
    pauses,
    wake: () => wake(),
    silence: () => [...watches].forEach((callback) => callback()),
    reach: (reachable: boolean) => {
      isReachable = reachable;
    },
    writes: () => writes,
    text: () => currentAnswer(state, "p1")?.text,
    read: () => state,
  };
}

async function settle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await Promise.resolve();
}

test("following begins after what is known and folds what comes, once a paint", () => {
  const follow = setUp(2);
  expect(follow.newest().url).toBe("/api/turns/t/events?after=2");
  for (const event of log.slice(2, 5)) follow.newest().send(event);
  expect(follow.text()).toBe("");
  follow.paint();
  expect(follow.text()).toBe("one two three");
  expect(follow.writes()).toBe(1);
  expect(follow.read().lastSeq).toBe(5);
});

test("events that are known already are dropped", () => {
  const follow = setUp(2);
  for (const event of [log[2], log[2], log[1], log[3], log[2]]) follow.newest().send(event);
  follow.paint();
  expect(follow.text()).toBe("one two ");
  expect(follow.streams).toHaveLength(1);
});

test("a hole is never folded over: the stored state is loaded and following goes on there", async () => {
  const follow = setUp(2);
  follow.serverHas(4);
  follow.newest().send(log[2]);
  follow.newest().send(log[4]);
  await settle();
  expect(follow.text()).toBe("one two ");
  expect(follow.newest().url).toBe("/api/turns/t/events?after=4");
  follow.newest().send(log[4]);
  follow.paint();
  expect(follow.text()).toBe("one two three");
});

test("a frame this page does not understand is a hole too", async () => {
  const follow = setUp(2);
  follow.serverHas(3);
  follow.newest().say("answer-delta", "not json");
  await settle();
  expect(follow.newest().url).toBe("/api/turns/t/events?after=3");
});

test("a lost stream is told and opened again behind the last event, without loading the state", async () => {
  const follow = setUp(2);
  follow.newest().send(log[2]);
  follow.newest().stream.readyState = 0;
  follow.newest().say("error");
  expect(follow.connection).toEqual([false]);
  expect(follow.newest().stream.readyState).toBe(2);
  await settle();
  expect(follow.streams.map(({ url }) => url)).toEqual(["/api/turns/t/events?after=2", "/api/turns/t/events?after=3"]);
  follow.newest().say("open");
  expect(follow.connection.at(-1)).toBe(true);
  expect(follow.text()).toBe("one ");
});

test("tries come after 1 s, doubling to 30 s, and after 1 s again once something has arrived", async () => {
  const follow = setUp(2);
  for (let lost = 0; lost < 7; lost += 1) {
    follow.newest().stream.readyState = 0;
    follow.newest().say("error");
    await settle();
  }
  expect(follow.pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  follow.newest().say("ping");
  follow.newest().say("error");
  await settle();
  expect(follow.pauses.at(-1)).toBe(1000);
});

test("a stream that the server refuses (400, 410) is opened behind the stored state, as soon as that can be had", async () => {
  const follow = setUp(2);
  follow.serverHas(4);
  follow.reach(false);
  follow.newest().stream.readyState = 2;
  follow.newest().say("error");
  await settle();
  expect(follow.streams).toHaveLength(1);
  follow.reach(true);
  await settle();
  expect(follow.newest().url).toBe("/api/turns/t/events?after=4");
  expect(follow.text()).toBe("one two ");
});

test("a line that is silent for more than two pings, or wakes in another network, is opened anew", async () => {
  const follow = setUp(2);
  follow.silence();
  await settle();
  expect(follow.streams).toHaveLength(2);
  follow.wake();
  await settle();
  expect(follow.streams).toHaveLength(3);
  follow.stop();
  follow.wake();
  follow.silence();
  await settle();
  expect(follow.streams).toHaveLength(3);
});

test("after a restart of the server following goes on from the stored state", async () => {
  const follow = setUp(2);
  follow.serverHas(3);
  follow.newest().say("server-restart");
  await settle();
  expect(follow.newest().url).toBe("/api/turns/t/events?after=3");
});

test("a turn that ended meanwhile is shown as it ended and not followed again", async () => {
  const follow = setUp(2);
  follow.serverHas(6);
  follow.newest().say("server-restart");
  await settle();
  expect(follow.read().status).toBe("done");
  expect(follow.streams).toHaveLength(1);
});

test("the closing word ends following, with everything shown", () => {
  const follow = setUp(2);
  for (const event of log.slice(2)) follow.newest().send(event);
  follow.newest().say("closed");
  expect(follow.read().status).toBe("done");
  expect(follow.text()).toBe("one two three");
  expect(follow.newest().stream.readyState).toBe(2);
});

test("who stops following gets nothing any more, and a late reload opens nothing", async () => {
  const follow = setUp(2);
  const first = follow.newest();
  first.say("server-restart");
  follow.stop();
  await settle();
  first.send(log[2]);
  follow.paint();
  expect(follow.streams).toHaveLength(1);
  expect(follow.text()).toBe("");
});
