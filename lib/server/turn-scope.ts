import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<string>();

/** Runs the work of a turn so that whatever comes of it, even much later, still knows its turn. */
export function inTurn<Result>(turnId: string, work: () => Result): Result {
  return scope.run(turnId, work);
}

/** The turn that the code which runs now belongs to; null = none. */
export function turnInScope(): string | null {
  return scope.getStore() ?? null;
}
