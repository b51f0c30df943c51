import { type Failure, failure } from "@/lib/core/failure";
import type { Refusal } from "./breaker";
import type { ConnectedProvider } from "./provider";

/** The failure of a request that did not go out: what the provider said last, and when it is asked again. */
export function breakerRefusal(provider: Pick<ConnectedProvider, "label">, { reason, waitMs }: Refusal): Failure {
  const { code, message, httpStatus } = reason;
  const seconds = Math.max(1, Math.ceil((waitMs ?? 0) / 1000));
  const again =
    waitMs === null
      ? `Not asked again until ${provider.label} is saved or tested in Settings.`
      : `Not asked for the next ${seconds} s, because too many requests failed.`;
  const said = /[.!?…]$/.test(message) ? message : `${message}.`;
  return failure(code, `${said} ${again}`, httpStatus);
}
