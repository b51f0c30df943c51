import type { Env } from "./env";

const levels = ["debug", "info", "warn", "error", "silent"] as const;
type Level = Exclude<(typeof levels)[number], "silent">;
type Fields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = Record<Level, (message: string, fields?: Fields) => void>;

/** Writes one JSON line per message to `write`. Give it no keys, no questions and no answers. */
export function createLog(level: Env["logLevel"], write: (line: string) => void = writeToStandardError): Log {
  const logAt = (own: Level) => (message: string, fields?: Fields) => {
    if (levels.indexOf(own) < levels.indexOf(level)) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), level: own, message, ...fields })}\n`);
  };
  return { debug: logAt("debug"), info: logAt("info"), warn: logAt("warn"), error: logAt("error") };
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
