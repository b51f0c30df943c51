import { FailureError, failure, failureOf } from "@/lib/core/failure";
import type { Clock, ModelChunk, ModelRequest, StreamModel } from "@/lib/core/model";
import type { Breaker, Outcome } from "./breaker";
import { breakerRefusal } from "./breaker-words";
import { createBreakers } from "./breakers";
import { createPlaces, type Places, type Release } from "./places";
import type { ConnectedProvider } from "./provider";
import { createTries } from "./tries";
import type { UpstreamPolicy } from "./upstream-policy";
import { createUpstreamRecord, type UpstreamSnapshot } from "./upstream-record";

type Parts = {
  policy: UpstreamPolicy;
  clock: Clock;
  /** From 0 to 1, for the waits between tries. */
  random?: () => number;
};

/** The way to all providers: who may be asked now, how many at once, and what is tried again. */
export type Upstream = {
  /** The same models behind the policy: every call of a turn and of the API goes through here. */
  guarded(provider: ConnectedProvider, send: StreamModel): StreamModel;
  /** A person has tested or changed the provider: its models may be asked again. */
  providerChanged(providerId: string): void;
  /** What runs, waits and fails at the moment; holds no keys and no text of questions or answers. */
  snapshot(): UpstreamSnapshot;
};

/** One per process: its breakers, places and records are shared by all calls. */
export function createUpstream({ policy, clock, random = Math.random }: Parts): Upstream {
  const places = createPlaces(policy.places.total);
  const breakers = createBreakers(policy.breaker);
  const record = createUpstreamRecord({ places, breakers });
  const way: Way = { policy, clock, random, places, breakers, record };
  return {
    guarded: (provider, send) => (request) => callWithRetries({ provider, request, send }, way),
    providerChanged: (providerId) => breakers.forget(providerId),
    snapshot: () => record.snapshot(clock.now()),
  };
}

type Call = { provider: ConnectedProvider; request: ModelRequest; send: StreamModel };
type Way = Required<Parts> & {
  places: Places;
  breakers: ReturnType<typeof createBreakers>;
  record: ReturnType<typeof createUpstreamRecord>;
};

/** The one loop that repeats a call: only before its first content, and it tells before each request goes out. */
async function* callWithRetries(call: Call, way: Way): AsyncGenerator<ModelChunk> {
  const { provider, request } = call;
  const { clock, record } = way;
  const tries = createTries(way.policy.retry, way.random);
  for (;;) {
    const failed = yield* callOnce(call, way);
    if (failed === null) return;
    if (request.signal.aborted) throw failed.error;
    const reason = failureOf(failed.error);
    const isOpen = way.breakers.of(provider, request.model).refusal(clock.now()) !== null;
    const next = isOpen ? null : tries.after(failed.error);
    record.failed({ provider, model: request.model, at: clock.now(), failure: reason, again: next !== null });
    if (next === null) throw failed.error;
    yield { type: "retrying", ...next, failure: reason };
    await clock.sleep(next.waitMs, request.signal);
    if (request.signal.aborted) throw new FailureError(failure("stopped", "Stopped."));
    yield { type: "sent" };
  }
}

/** One request: what it yields, then its failure; null = there was none. Throws when it did not go out. */
async function* callOnce(call: Call, way: Way): AsyncGenerator<ModelChunk, { error: unknown } | null> {
  const { clock } = way;
  const breaker = way.breakers.of(call.provider, call.request.model);
  refuse(call, breaker, clock.now());
  const release = yield* placeFor(call, way);
  let outcome: Outcome | null = null;
  try {
    refuse(call, breaker, clock.now());
    breaker.begin();
    for await (const chunk of call.send(call.request)) yield chunk;
    outcome = { failure: null };
    return null;
  } catch (error) {
    if (error instanceof NotAsked) throw error;
    if (!call.request.signal.aborted) outcome = { failure: failureOf(error) };
    return { error };
  } finally {
    release();
    breaker.settle(outcome, clock.now());
  }
}

/** A place among the calls that go at once; tells when there is none yet, and when there is. */
async function* placeFor({ provider, request }: Call, { places, policy }: Way): AsyncGenerator<ModelChunk, Release> {
  const limit = provider.kind === "local" ? policy.places.local : policy.places.remote;
  const free = places.tryTake(provider.id, limit);
  if (free) return free;
  const taking = places.take(provider.id, limit, request.signal);
  let isUsed = false;
  try {
    yield { type: "queued", ahead: places.count(provider.id).waiting - 1 };
    const release = await taking;
    yield { type: "sent" };
    isUsed = true;
    return release;
  } finally {
    // The reader may have left while it was told: a place that comes later is not kept for nobody.
    if (!isUsed) void taking.then((release) => release()).catch(() => undefined);
  }
}

/** The request did not go out, because the model is known not to answer. */
class NotAsked extends FailureError {}

function refuse({ provider, request }: Call, breaker: Breaker, now: number): void {
  const refusal = breaker.refusal(now);
  if (refusal && !request.insists) throw new NotAsked(breakerRefusal(provider, refusal));
}
