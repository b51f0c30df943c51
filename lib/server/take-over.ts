import { hostname } from "node:os";
import { type Owner, ownerOf } from "@/db/instance";
import type { Clock } from "@/lib/core/model";

/** An owner says every two seconds that it lives; one that was silent for ten is gone, or hangs and is shut out. */
export const heartbeatMilliseconds = 2000;
const silentMilliseconds = 10_000;
const lookMilliseconds = 250;

export type Self = Pick<Owner, "host" | "pid">;

/** This process, as it signs the database. */
export function thisProcess(): Self {
  return { host: hostname(), pid: process.pid };
}

type Looking = {
  self: Self;
  clock: Clock;
  isAlive?: (pid: number) => boolean;
  /** Told once, when there is something to wait for. */
  onWait?: (owner: Owner) => void;
};

/** Whether a process may have the database: nobody has it, or whoever had it is gone or silent. */
export function mayTakeOver(owner: Owner | null, { self, clock, isAlive = isProcessAlive }: Looking): boolean {
  if (!owner) return true;
  if (owner.host === self.host && (owner.pid === self.pid || !isAlive(owner.pid))) return true;
  // A heartbeat of the future comes from a clock that was set back since; its age says nothing.
  return Math.abs(clock.now() - owner.heartbeatAt) >= silentMilliseconds;
}

/** Waits until a process may have the data folder. Throws an Error for people as soon as its owner shows that it lives. */
export async function untilFree(folder: string, looking: Looking): Promise<void> {
  const first = ownerOf(folder);
  if (!first || mayTakeOver(first, looking)) return;
  looking.onWait?.(first);
  const never = new AbortController().signal;
  for (let owner: Owner | null = first; !mayTakeOver(owner, looking); owner = ownerOf(folder)) {
    if (owner && owner.heartbeatAt !== first.heartbeatAt) throw takenBy(owner, looking.self);
    await looking.clock.sleep(lookMilliseconds, never);
  }
}

/** Why a process may not have the data folder, with who has it and what to do. */
export function takenBy({ host, pid }: Owner, self: Self): Error {
  const where =
    host === self.host ? `process ${pid} on this machine (${host})` : `process ${pid} on the machine ${host}`;
  return new Error(
    `Parley is already running on this data folder: ${where}. Stop it first, or set PARLEY_DATA_DIR to another folder.`,
  );
}

function isProcessAlive(pid: number): boolean {
  try {
    // Signal 0 only asks.
    return process.kill(pid, 0);
  } catch (error) {
    // It lives and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
