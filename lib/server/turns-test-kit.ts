import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createApiTokenRows } from "@/db/api-tokens";
import { createCalls } from "@/db/calls";
import { closeDatabase, openDatabase } from "@/db/client";
import { createConversationRows } from "@/db/conversations";
import { createEventLog, parseRow } from "@/db/event-log";
import { beginEpoch } from "@/db/instance";
import { createTurnRows } from "@/db/turns";
import type { StoredEvent } from "@/lib/core/events";
import type { Clock, ModelChunk, ModelRequest } from "@/lib/core/model";
import { scriptedModels, testPorts, twoPanelists, yesNoJudge } from "@/lib/core/test-kit";
import { realClock } from "./clock";
import { createConversations } from "./conversations";
import { follow } from "./follow";
import { createLive } from "./live";
import { createLog } from "./log";
import { recoverTurns } from "./recovery";
import { notFound } from "./refusals";
import { createTokens } from "./tokens";
import { createTurns } from "./turns";

/** A fresh folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-unit-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Options = { replies?: Parameters<typeof scriptedModels>[0]; clock?: Clock; folder?: string };

/** Turns and conversations over a real database in a temporary folder, with scripted models. */
export function openTestWork({ replies = yesNoJudge, clock = realClock, folder = temporaryFolder() }: Options = {}) {
  const db = openDatabase(folder);
  onTestFinished(() => closeDatabase(db));
  const lines: string[] = [];
  const { streamModel, requests } = scriptedModels(replies);
  const epoch = beginEpoch(db, clock.now());
  const conversationRows = createConversationRows(db);
  const turnRows = createTurnRows(db);
  const live = createLive();
  const logger = createLog("debug", (line) => lines.push(line));
  const recording = { log: createEventLog(db), turnRows, calls: createCalls(db), live, clock, logger };
  recoverTurns(recording, epoch);
  let ids = epoch * 1000;
  const newId = () => `id-${++ids}`;
  const remembered: string[] = [];
  const tokens = createTokens({ rows: createApiTokenRows(db), clock, newId });
  const turns = createTurns({
    ...recording,
    conversationRows,
    epoch,
    tokens,
    panelOf: (panelId) => {
      if (panelId === "two") return twoPanelists;
      throw notFound("panel");
    },
    rememberPanel: (panelId) => remembered.push(panelId),
    providerOf: () => "t",
    ports: { ...testPorts(streamModel, clock), newId },
  });
  const conversations = createConversations({ rows: conversationRows, turnRows, turns, clock, newId });
  const followParts = { log: recording.log, live, isRunning: (id: string) => turns.isRunning(id) };
  const ask = { question: "Is it so?", mode: "panel" as const, panel: twoPanelists };

  /** Follows a turn to its end; `onEvent` hears each event as a viewer would. */
  async function watch(turnId: string, onEvent: (event: StoredEvent) => void = () => {}, after = 0) {
    const events: StoredEvent[] = [];
    for await (const rows of follow(followParts, turnId, after, new AbortController().signal)) {
      for (const event of rows.map(parseRow)) {
        events.push(event);
        onEvent(event);
      }
    }
    return events;
  }
  return {
    ...recording,
    conversationRows,
    db,
    folder,
    epoch,
    requests,
    lines,
    remembered,
    turns,
    tokens,
    conversations,
    followParts,
    ask,
    watch,
  };
}

/** A reply that says a word and then waits until it is released or stopped. */
export function heldReply(text: string, rest = "") {
  const release = Promise.withResolvers<void>();
  async function* reply({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    yield { type: "text", text };
    if (signal.aborted) release.resolve();
    signal.addEventListener("abort", () => release.resolve(), { once: true });
    await release.promise;
    signal.throwIfAborted();
    if (rest) yield { type: "text", text: rest };
    yield { type: "finished", finish: "stop", usage: null, costUsd: null, resolvedModel: "held" };
  }
  return { reply, release: () => release.resolve() };
}
