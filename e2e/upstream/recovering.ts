import type { Scenario } from "./scenarios";
import { plainAnswer } from "./texts";

/** Fails the first request for its model with this status (429 asks for one second), and answers every later one. */
export function recovers(status: number, suffix: string, answer: (text: string) => Scenario): Scenario {
  return (reply, released) => {
    if (reply.request.nth > 1) return answer(plainAnswer(suffix))(reply, released);
    const headers: Record<string, string> = status === 429 ? { "retry-after": "1" } : {};
    reply.fail(status, "Rate limit exceeded: 20 requests a minute.", { headers });
  };
}

/** The same with 429, but the second request is answered when it is released. */
export function limited(suffix: string, answer: (text: string) => Scenario): Scenario {
  const second = recovers(429, suffix, answer);
  return async (reply, released) => {
    if (reply.request.nth > 1) await released;
    await second(reply, released);
  };
}
