import type { Outcome } from "./outcome";
import { flatAnnotation, messageItem, type OutputItem, reasoningItem, textPart } from "./responses-items";
import type { Line } from "./responses-line";
import { statusOfResponse } from "./responses-object";
import type { Citation } from "./wire-text";

/** What a model thought before it answered alone, as an item of its own. */
export function createThoughtWriter({ turn, send, add, close, place }: Line) {
  let item: OutputItem | null = null;
  let thought = "";

  function open(): { thinking: OutputItem; opened: string } {
    const thinking = reasoningItem(turn(), "");
    item = thinking;
    const added = add(thinking);
    const part = { type: "summary_text", text: "" };
    const begun = send("response.reasoning_summary_part.added", { ...place(thinking), summary_index: 0, part });
    return { thinking, opened: added + begun };
  }

  return {
    push(text: string): string {
      const { thinking, opened } = item ? { thinking: item, opened: "" } : open();
      thought += text;
      const at = { ...place(thinking), summary_index: 0 };
      return opened + send("response.reasoning_summary_text.delta", { ...at, delta: text });
    },
    end(): string {
      if (!item) return "";
      const open = item;
      const at = { ...place(open), summary_index: 0 };
      item = null;
      return (
        send("response.reasoning_summary_text.done", { ...at, text: thought }) +
        send("response.reasoning_summary_part.done", { ...at, part: { type: "summary_text", text: thought } }) +
        close(open, reasoningItem(turn(), thought))
      );
    },
  };
}

/** The message: its one text part, with the pages it names. */
export function createMessageWriter({ turn, send, add, close, place }: Line) {
  let item: OutputItem | null = null;
  let said = "";
  let noted = 0;

  function open(): { message: OutputItem; opened: string } {
    const message = messageItem(turn(), [], "in_progress");
    item = message;
    const added = add(message);
    const part = textPart("", []);
    return {
      message,
      opened: added + send("response.content_part.added", { ...place(message), content_index: 0, part }),
    };
  }

  function note(citations: readonly Citation[], at: Record<string, unknown>): string {
    return citations
      .map((citation) => {
        const annotation = flatAnnotation(citation);
        return send("response.output_text.annotation.added", { ...at, annotation_index: noted++, annotation });
      })
      .join("");
  }

  return {
    push(text: string, citations: readonly Citation[]): string {
      const { message, opened } = item ? { message: item, opened: "" } : open();
      const at = { ...place(message), content_index: 0 };
      said += text;
      const delta = send("response.output_text.delta", { ...at, delta: text, logprobs: [] });
      return opened + delta + note(citations, at);
    },
    end(outcome: Outcome): string {
      if (said === "" && (outcome.toolCalls.length > 0 || outcome.failure !== null)) return "";
      const { message, opened } = item ? { message: item, opened: "" } : open();
      const at = { ...place(message), content_index: 0 };
      const part = textPart(said, outcome.citations);
      const status = statusOfResponse(outcome) === "completed" ? "completed" : "incomplete";
      // Of a model that answered alone they are known when its text is whole.
      const notes = note(outcome.citations.slice(noted), at);
      return (
        opened +
        notes +
        send("response.output_text.done", { ...at, text: said, logprobs: [] }) +
        send("response.content_part.done", { ...at, part }) +
        close(message, messageItem(turn(), [part], status))
      );
    },
  };
}
