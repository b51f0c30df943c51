import { z } from "zod";
import type { ProgramRequestRows, StoredProgramRequest } from "@/db/program-requests";
import { ProgramLabels } from "@/lib/core/program-labels";
import { ProgramRequest } from "@/lib/core/program-request";

/** A request of a program beside its question; `print` is the same for the same request again. */
export type KeptRequest = { request: ProgramRequest; labels: ProgramLabels; print: string };

export type ProgramRequests = {
  keep(turnId: string, kept: KeptRequest, at: number): void;
  /** null = a person asked, or the turn is gone. */
  requestOf(turnId: string): ProgramRequest | null;
  find(turnId: string): Pick<StoredProgramRequest, "print" | "lost"> | null;
  /** The turn of the newest request like this since a time (ms). */
  newestLike(print: string, since: number): Pick<StoredProgramRequest, "turnId" | "lost"> | null;
  setLost(turnId: string): void;
};

/** So many requests stay parsed; whoever answers reads its own several times. */
const inMemory = 32;
/** A larger one, with images, is read anew each time. */
const largestInMemory = 1_000_000;

const Stored = z.object({ request: ProgramRequest, labels: ProgramLabels });

/** What programs sent with their questions, beside the logs. */
export function createProgramRequests(rows: ProgramRequestRows): ProgramRequests {
  const parsed = new Map<string, ProgramRequest>();

  function remember(turnId: string, request: ProgramRequest, size: number): void {
    if (size > largestInMemory) return;
    parsed.set(turnId, request);
    const [oldest] = parsed.keys();
    if (parsed.size > inMemory && oldest !== undefined) parsed.delete(oldest);
  }

  return {
    keep(turnId, { request, labels, print }, at) {
      const data = JSON.stringify({ request, labels });
      rows.add({ turnId, data, print, lost: false, createdAt: at });
      remember(turnId, request, data.length);
    },
    requestOf(turnId) {
      const known = parsed.get(turnId);
      if (known) return known;
      const row = rows.find(turnId);
      if (!row) return null;
      const { request } = Stored.parse(JSON.parse(row.data));
      remember(turnId, request, row.data.length);
      return request;
    },
    find: (turnId) => rows.find(turnId),
    newestLike: (print, since) => rows.newestLike(print, since),
    setLost: (turnId) => rows.setLost(turnId),
  };
}
