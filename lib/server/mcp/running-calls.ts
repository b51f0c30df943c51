import type { Program } from "@/lib/server/programs";

/** Which call somebody means: a program's own number for it, in its session. */
type CallKey = { program: Program; session: string | null; requestId: string | number };

export type RunningCalls = {
  /** Aborted when the program takes the call back. Release it when the call is over. */
  open(key: CallKey): { signal: AbortSignal; release: () => void };
  cancel(key: CallKey): void;
};

/**
 * The calls that run, so that a message in another request can take one back. Every request has a server object of its own:
 * nothing else is kept between them, and a restart forgets no session.
 */
export function createRunningCalls(): RunningCalls {
  const calls = new Map<string, Set<AbortController>>();
  return {
    open(key) {
      const name = nameOf(key);
      const controller = new AbortController();
      const same = calls.get(name) ?? new Set();
      calls.set(name, same.add(controller));
      const release = () => {
        same.delete(controller);
        if (same.size === 0) calls.delete(name);
      };
      return { signal: controller.signal, release };
    },
    cancel(key) {
      for (const controller of calls.get(nameOf(key)) ?? []) controller.abort();
    },
  };
}

/** Numbers and texts are different ids in JSON-RPC. */
function nameOf({ program: { client, tokenId }, session, requestId }: CallKey): string {
  return JSON.stringify([tokenId, client, session, requestId]);
}
