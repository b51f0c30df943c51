import { AsyncLocalStorage } from "node:async_hooks";
import type { Env } from "./env";

const levels = ["debug", "info", "warn", "error", "silent"] as const;
type Level = Exclude<(typeof levels)[number], "silent">;
type Fields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = Record<Level, (message: string, fields?: Fields) => void> & {
  /** Everything logged while `run` goes on, and by the work it leaves behind, carries these fields too. */
  within<Result>(fields: Fields, run: () => Result): Result;
};

/**
 * Writes one JSON line per message to `write`; `clean` takes secrets out of every text. Give it no questions and no
 * answers.
 */
export function createLog(
  level: Env["logLevel"],
  write: (line: string) => void = writeToStandardError,
  clean: (text: string) => string = (text) => text,
): Log {
  const scope = new AsyncLocalStorage<Fields>();
  const logAt = (own: Level) => (message: string, fields?: Fields) => {
    if (levels.indexOf(own) < levels.indexOf(level)) return;
    const told = Object.entries({ message, ...scope.getStore(), ...fields }).map(([name, value]) => [
      name,
      typeof value === "string" ? clean(value) : value,
    ]);
    write(`${JSON.stringify({ at: new Date().toISOString(), level: own, ...Object.fromEntries(told) })}\n`);
  };
  return {
    debug: logAt("debug"),
    info: logAt("info"),
    warn: logAt("warn"),
    error: logAt("error"),
    within: (fields, run) => scope.run({ ...scope.getStore(), ...fields }, run),
  };
}

/** What may be logged about a thrown value: its kind and where it came from. Its message may hold a key or a question. */
export function describeError(error: unknown): { error: string; stack: string } {
  if (!(error instanceof Error)) return { error: typeof error, stack: "" };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    stack: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(" < "),
  };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}
