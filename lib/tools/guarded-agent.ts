import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { judgeAddress } from "./address-rules";

/** Thrown into a connection that was not made, because of where it would have gone. */
export class RefusedAddressError extends Error {
  override name = "RefusedAddressError";
}

const connectTimeoutMs = 8000;
/** A name may fill an answer of 64 KB with addresses, and each of them is judged. */
const mostAddresses = 64;

/**
 * A pool of connections to public addresses only; it shares nothing with the one for model providers. Every connection
 * passes here, whatever it was asked for: a literal is judged, a name is resolved, all its addresses are judged, and the
 * connection goes to a judged address itself, so that a second answer of the resolver is never asked for.
 * `maxBytes`: of one body as it comes over the wire.
 */
export function createGuardedAgent(maxBytes: number): Agent {
  const connect = buildConnector({ lookup: guardedLookup, timeout: connectTimeoutMs, allowH2: false });
  return new Agent({
    connect(options, callback) {
      // net never calls `lookup` for a literal.
      const reason = isIP(bareHost(options.hostname)) ? judgeAddress(bareHost(options.hostname)) : null;
      if (reason) return callback(new RefusedAddressError(reason), null);
      return connect(options, callback);
    },
    allowH2: false,
    pipelining: 1,
    connections: 4,
    keepAliveTimeout: 2000,
    keepAliveMaxTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
    maxResponseSize: maxBytes,
    maxOrigins: 1024,
    bodyTimeout: 0,
    headersTimeout: 0,
  });
}

function bareHost(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  void answer();

  async function answer(): Promise<void> {
    const found = await resolvePublic(hostname);
    if (found instanceof Error) return callback(found, "", 0);
    const [first] = found;
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  }
};

/**
 * All addresses of a name; RefusedAddressError if any of them is not public. DNS alone is asked, never the hosts file; and by
 * a resolver of its own, because lookups of the platform share a few threads with those for providers. Never throws.
 */
async function resolvePublic(hostname: string): Promise<[LookupAddress, ...LookupAddress[]] | Error> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const [first, ...others] = [...listed(four, 4), ...listed(six, 6)];
  if (others.length >= mostAddresses) return new RefusedAddressError("its name has more addresses than any site");
  if (!first) return errorOf(four) ?? errorOf(six) ?? new Error("This name has no address.");
  for (const { address } of [first, ...others]) {
    const reason = judgeAddress(address);
    if (reason) return new RefusedAddressError(`its name leads to ${address}, and ${reason}`);
  }
  return [first, ...others];
}

function listed(answer: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return answer.status === "fulfilled" ? answer.value.map((address) => ({ address, family })) : [];
}

function errorOf(answer: PromiseSettledResult<string[]>): Error | null {
  return answer.status === "rejected" && answer.reason instanceof Error ? answer.reason : null;
}
