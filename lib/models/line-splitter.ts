/** Cuts a text that arrives in pieces into lines; LF, CRLF and CR all end one. */
export type LineSplitter = {
  push(bytes: Uint8Array): void;
  /** Hands out what an unfinished last line holds. */
  end(): void;
  /** Length of the line that is not finished yet. */
  readonly held: number;
};

/** A splitter for one UTF-8 stream, cut anywhere; `take` gets each line and returns false to hear no more. */
export function createLineSplitter(take: (line: string) => boolean): LineSplitter {
  const decoder = new TextDecoder();
  // A list, not one growing text: a long line in single bytes would be copied again for each of them.
  let parts: string[] = [];
  let held = 0;
  let endedWithReturn = false;

  function split(text: string): void {
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      const rest = text.slice(start, end);
      start = end + 1;
      if (!take(held === 0 ? rest : parts.join("") + rest)) return;
      if (held > 0) parts = [];
      held = 0;
    }
    if (start === text.length) return;
    parts.push(text.slice(start));
    held += text.length - start;
  }

  /** Line ends as LF, also when CR and LF come in different pieces. */
  function unify(text: string): string {
    if (text === "") return text;
    const whole = endedWithReturn && text.startsWith("\n") ? text.slice(1) : text;
    endedWithReturn = text.endsWith("\r");
    return whole.includes("\r") ? whole.replace(/\r\n?/g, "\n") : whole;
  }

  return {
    push: (bytes) => split(unify(decoder.decode(bytes, { stream: true }))),
    end: () => split(`${unify(decoder.decode())}\n`),
    get held() {
      return held;
    },
  };
}
