import type { Response } from "undici";
import { TooLargeError } from "./fetch-failure";

/**
 * A body, unpacked, of at most `maxBytes`; what comes after is never received. With `cuts` the beginning is given, else it
 * throws TooLargeError.
 */
export async function readBody(response: Response, maxBytes: number, cuts: boolean): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    const kept = bytes + chunk.byteLength > maxBytes ? chunk.subarray(0, maxBytes - bytes) : chunk;
    chunks.push(kept);
    bytes += kept.byteLength;
    // Leaving the loop cancels the body and with it the connection.
    if (kept !== chunk && !cuts) throw new TooLargeError();
    if (kept !== chunk) break;
  }
  return join(chunks, bytes);
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
