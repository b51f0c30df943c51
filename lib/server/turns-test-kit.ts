import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createApiTokenRows } from "@/db/api-tokens";
import { closeDatabase, openDatabase } from "@/db/client";
import { parseRow } from "@/db/event-log";
import { createProgramRequestRows } from "@/db/program-requests";
import type { StoredEvent } from "@/lib/core/events";
import type { Clock, ModelChunk, ModelRequest } from "@/lib/core/model";
import { scriptedModels, testPorts, twoPanelists, yesNoJudge } from "@/lib/core/test-kit";
import { realClock } from "./clock";
import { createConversations } from "./conversations";
import { follow } from "./follow";
import { createLog } from "./log";
import { ownData } from "./own-data";
import { createProgramRequests } from "./program-requests";
import { notFound } from "./refusals";
import { createTokens } from "./tokens";
import { createTurns } from "./turns";

/** A fresh folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-unit-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const self = { host: "test", pid: process.pid };
const ask = { question: "Is it so?", mode: "panel" as const, panel: twoPanelists, followUp: "panel" as const };

type Options = { replies?: Parameters<typeof scriptedModels>[0]; clock?: Clock; folder?: string };

/** Turns and conversations over a real database in a temporary folder, with scripted models. */
export function openTestWork({ replies = yesNoJudge, clock = realClock, folder = temporaryFolder() }: Options = {}) {
  const db = openDatabase(folder);
  onTestFinished(() => closeDatabase(db));
  const lines: string[] = [];
  const { streamModel, requests } = scriptedModels(replies);
  const logger = createLog("debug", (line) => lines.push(line));
  const lost = Promise.withResolvers<void>();
  const onLost = () => {
    turns.abandon();
    lost.resolve();
  };
  const { ownership, conversationRows, recording } = ownData({ db, clock, logger }, { self, onLost });
  const { epoch } = ownership;
  const { live, turnRows } = recording;
  let ids = epoch * 1000;
  const newId = () => `id-${++ids}`;
  const remembered: string[] = [];
  const tokens = createTokens({ rows: createApiTokenRows(db), clock, newId });
  const turns = createTurns({
    ...recording,
    conversationRows,
    epoch,
    tokens,
    panelOf: onlyPanel,
    rememberPanel: (panelId) => remembered.push(panelId),
    programRequests: createProgramRequests(createProgramRequestRows(db)),
    providerOf: () => "t",
    ports: { ...testPorts(streamModel, clock), newId },
  });
  const conversations = createConversations({ rows: conversationRows, turnRows, turns, clock, newId });
  const followParts = { log: recording.log, live, isRunning: (id: string) => turns.isRunning(id) };

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
    ownership,
    /** Resolves when this process learns that another one has the database. */
    lost: lost.promise,
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

function onlyPanel(panelId: string) {
  if (panelId === "two") return twoPanelists;
  throw notFound("panel");
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
