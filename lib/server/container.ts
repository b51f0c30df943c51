import "server-only";
import type { Container } from "./open-container";
import { openContainer } from "./open-container";

const key = Symbol.for("parley");

/** Everything the server is made of, opened once per process at the first call. Throws when it cannot be opened. */
export function container(): Container {
  const holder = processWide();
  holder[key] ??= openContainer(process.env);
  return holder[key];
}

/**
 * Closes everything, lets `between` exchange the files below, and opens everything anew; also when `between` throws. Streams that
 * are open end, and their readers come back.
 */
export function reopenContainer(between: () => void): Container {
  const holder = processWide();
  const { shutDown, close } = container();
  shutDown();
  close();
  try {
    between();
  } finally {
    holder[key] = openContainer(process.env);
  }
  return holder[key];
}

/** Next gives route handlers and instrumentation.ts different module instances; only the global object is one. */
function processWide(): { [key]?: Container } {
  return globalThis as { [key]?: Container };
}
