import type { Response } from "undici";
import { NoRoomError, TooLargeError } from "./fetch-failure";

/** What is left for bodies that are on their way, of all fetches that share it. */
export type BodyRoom = { bytes: number };

type Rules = { maxBytes: number; cuts: boolean; room: BodyRoom };

/**
 * A body, unpacked, of at most `maxBytes`; what comes after is never received. With `cuts` the beginning is given, else it
 * throws TooLargeError; NoRoomError when too many others are on their way.
 */
export async function readBody(response: Response, { maxBytes, cuts, room }: Rules): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      const kept = bytes + chunk.byteLength > maxBytes ? chunk.subarray(0, maxBytes - bytes) : chunk;
      // Leaving the loop cancels the body and with it the connection.
      if (kept.byteLength > room.bytes) throw new NoRoomError();
      chunks.push(kept);
      bytes += kept.byteLength;
      room.bytes -= kept.byteLength;
      if (kept !== chunk && !cuts) throw new TooLargeError();
      if (kept !== chunk) break;
    }
    return join(chunks, bytes);
  } finally {
    room.bytes += bytes;
  }
}

/** A buffer of its own, so that it can be handed to another thread without a copy. */
function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
