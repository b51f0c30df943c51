import { isRecord, type JsonRecord, listIn, textIn } from "./json-value";

const textKeys: Readonly<Record<string, string>> = { "reasoning.text": "text", "reasoning.summary": "summary" };
const joined = (first: unknown, second: unknown) => `${textIn(first) ?? ""}${textIn(second) ?? ""}`;

/** Collects what a host wants to see again, unchanged, next to the calls that its model made. */
export type ReplayReader = {
  read(delta: JsonRecord): void;
  /** How many are kept so far. */
  readonly characters: number;
  /** `replay` holds fields of the assistant message; absent = there is nothing to send back. */
  fields(): { replay?: Readonly<Record<string, unknown>> };
};

/**
 * OpenRouter's `reasoning_details` (signatures of a model's thinking, without which some models refuse the results of their
 * calls), else the `reasoning_content` that a host itself sends. Neighbouring pieces of one text are joined.
 */
export function createReplayReader(): ReplayReader {
  const details: JsonRecord[] = [];
  let content = "";
  let length = 0;

  function take(piece: JsonRecord): number {
    const last = details.at(-1);
    const key = textKeys[textIn(piece.type) ?? ""];
    const goesOn = last?.type === piece.type && last?.index === piece.index;
    if (!last || !goesOn || !key) {
      details.push({ ...piece });
      return JSON.stringify(piece).length;
    }
    Object.assign(last, piece, { [key]: joined(last[key], piece[key]) });
    return textIn(piece[key])?.length ?? 0;
  }

  return {
    read(delta) {
      content += textIn(delta.reasoning_content) ?? "";
      for (const piece of listIn(delta.reasoning_details).filter(isRecord)) length += take(piece);
    },
    get characters() {
      return length + content.length;
    },
    fields() {
      if (details.length > 0) return { replay: { reasoning_details: details } };
      return content === "" ? {} : { replay: { reasoning_content: content } };
    },
  };
}
