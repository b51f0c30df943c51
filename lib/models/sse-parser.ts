import { isRecord, type JsonRecord } from "./json-value";
import { createLineSplitter } from "./line-splitter";
import { usualPolicy } from "./upstream-policy";

/** Reads server-sent events whose data is JSON, from bytes cut anywhere. */
export type SseParser = {
  /** The JSON objects that these bytes complete. */
  push(bytes: Uint8Array): JsonRecord[];
  /** What an event at the very end without its blank line still holds. */
  end(): JsonRecord[];
  /** `[DONE]` was read; what follows is ignored. */
  readonly done: boolean;
  /** An event was longer than the limit; nothing more is read. */
  readonly tooLarge: boolean;
  /** Events dropped because their data was not a JSON object. */
  readonly dropped: number;
};

/** A parser for one stream. Comments, unknown fields and data that is not a JSON object never reach the caller. */
export function createSseParser(maxLength = usualPolicy.caps.lineCharacters): SseParser {
  const splitter = createLineSplitter(readLine);
  const state = { done: false, tooLarge: false, dropped: 0 };
  let events: JsonRecord[] = [];
  let eventName = "";
  let data: string[] = [];
  let dataLength = 0;

  function readLine(line: string): boolean {
    if (line === "") dispatch();
    else if (line.startsWith("data:")) {
      data.push(line.slice(line.startsWith(" ", 5) ? 6 : 5));
      dataLength += line.length;
    } else if (line.startsWith("event:")) eventName = line.slice(6).trim();
    return !state.done;
  }

  function dispatch(): void {
    const lines = data;
    if (lines.length > 0) {
      data = [];
      dataLength = 0;
      const whole = lines.length === 1 ? (lines[0] ?? "") : lines.join("\n");
      // Some servers leave out the blank line between two events.
      const joined = lines.length === 1 || parseObject(whole) !== null;
      for (const text of joined ? [whole] : lines) accept(text);
    }
    eventName = "";
  }

  function accept(text: string): void {
    const value = parseObject(text);
    if (value) events.push(eventName === "error" && !("error" in value) ? { error: value } : value);
    else if (text.trim() === "[DONE]") state.done = true;
    else state.dropped += 1;
  }

  function collect(read: () => void): JsonRecord[] {
    if (state.done || state.tooLarge) return [];
    events = [];
    read();
    state.tooLarge = splitter.held + dataLength > maxLength;
    return events;
  }

  return {
    push: (bytes) => collect(() => splitter.push(bytes)),
    end: () =>
      collect(() => {
        splitter.end();
        dispatch();
      }),
    get done() {
      return state.done;
    },
    get tooLarge() {
      return state.tooLarge;
    },
    get dropped() {
      return state.dropped;
    },
  };
}

function parseObject(text: string): JsonRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
