import { createHash } from "node:crypto";
import { maxQuestionLength } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import type { ModelMessage } from "@/lib/core/model";
import { plainConversation } from "@/lib/core/program-request";
import { container } from "@/lib/server/container";
import type { Program } from "@/lib/server/programs";
import type { Intent } from "./intent";
import { BadParameter } from "./wire-error";

/** A request as it came in, to know a repeated one by. */
export type Arrival = { program: Program; headers: Headers; rawBody: string; route: string };
export type ProgramRun = {
  turnId: string;
  /** Goes on although its client leaves. */
  isKept: boolean;
};

/** So long an identical request is taken for a repeated one. */
const repeatMs = 600_000;

/** Starts the turn that a program asks for, or finds the one it asked for before. Throws like `programTurns.start`. */
export async function runProgram(intent: Intent, arrival: Arrival): Promise<ProgramRun> {
  const { programTurns } = container();
  const key = keyOf(arrival.headers);
  const print = printOf(arrival);
  const before = key === null ? lostTwin(arrival, print) : keyedTwin(arrival, key, print);
  if (before !== null) return { turnId: before, isKept: key !== null };
  const { question, context } = clipped(plainConversation(intent.request.messages));
  const { panel, mode, request, labels } = intent;
  const ask = { question, panel, mode };
  const kept = { request, labels, print };
  const { turnId } = await programTurns.start(arrival.program, { ask, context, kept, idempotencyKey: key });
  return { turnId, isKept: key !== null };
}

function keyedTwin({ program }: Arrival, key: string, print: string): string | null {
  const { programTurns, programRequests } = container();
  const turnId = programTurns.ofKey(program, key);
  if (turnId === null) return null;
  if (programRequests.find(turnId)?.print !== print) throw new FailureError(otherBody);
  return turnId;
}

/** The turn of the same request whose answer never arrived, or that a client says it repeats; one that failed is no use. */
function lostTwin({ headers }: Arrival, print: string): string | null {
  const { programRequests, turns, clock } = container();
  const isRetry = Number(headers.get("x-stainless-retry-count") ?? 0) > 0;
  const before = programRequests.newestLike(print, clock.now() - repeatMs);
  if (!before || !(before.lost || isRetry)) return null;
  const { status } = turns.state(before.turnId);
  return status === "done" || status === "running" ? before.turnId : null;
}

const otherBody = failure(
  "conflict",
  "This Idempotency-Key came with another request before. Use a new key for a new request.",
  409,
);

function keyOf(headers: Headers): string | null {
  const key = headers.get("idempotency-key")?.trim() || null;
  if (key !== null && key.length > 255) {
    throw new BadParameter("Idempotency-Key", "Idempotency-Key: at most 255 characters.");
  }
  return key;
}

function printOf({ program: { client, tokenId }, rawBody, route }: Arrival): string {
  return createHash("sha256")
    .update(JSON.stringify([client, tokenId, route, rawBody]))
    .digest("hex");
}

const keptContext = 20_000;

/**
 * What the log keeps of a conversation: its system text and its newest words. Whoever answers reads all of it; a page
 * with forty turns of an agent would else carry forty copies.
 */
function clipped({ question, context }: { question: string; context: ModelMessage[] }) {
  const system = context.filter(({ role }) => role === "system");
  const kept: ModelMessage[] = [];
  let room = keptContext;
  for (const message of context.filter(({ role }) => role !== "system").toReversed()) {
    if (message.content.length > room) break;
    room -= message.content.length;
    kept.unshift(message);
  }
  if (question.trim() === "") throw new BadParameter("messages", "messages: there is no message of the user.");
  const rules = system.map(({ role, content }) => ({ role, content: content.slice(0, keptContext) }));
  return { question: question.slice(0, maxQuestionLength), context: [...rules, ...kept] };
}
