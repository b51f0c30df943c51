import { FailureError, failure } from "@/lib/core/failure";

/** The seq a reader has seen last: `Last-Event-ID`, else `?after`, else 0. Throws invalid_request when it cannot be one. */
export function lastSeen(request: Request, newest: number): number {
  const given = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after") ?? "0";
  const seq = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (seq <= newest) return seq;
  const words = Number.isNaN(seq) ? "must be a whole number, 0 or more" : `is beyond the newest event, ${newest}`;
  throw new FailureError(failure("invalid_request", `The number of the last event seen ${words}.`, 400));
}
