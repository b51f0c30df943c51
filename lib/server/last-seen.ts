import { FailureError, failure } from "@/lib/core/failure";

/** How far a log goes, and up to where its deltas are packed. */
type LogRange = { newest: number; packed: number };

/**
 * The seq a reader has seen last: `Last-Event-ID`, else `?after`, else 0. Throws invalid_request when it cannot be one, and gone
 * when events behind it are packed, so that only the state can tell what they said.
 */
export function lastSeen(request: Request, { newest, packed }: LogRange): number {
  const given = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after") ?? "0";
  const seq = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (seq < packed) {
    throw new FailureError(
      failure("gone", "These events are packed. Load the turn, then follow from its lastSeq.", 410),
    );
  }
  if (seq <= newest) return seq;
  const words = Number.isNaN(seq) ? "must be a whole number, 0 or more" : `is beyond the newest event, ${newest}`;
  throw new FailureError(failure("invalid_request", `The number of the last event seen ${words}.`, 400));
}
