/** A test by its file and the beginning of its name. */
type Check = readonly [file: string, name: string];

const whole = "e2e/upstream/faults.test.ts";
const call = "lib/models/openai-compatible-faults.test.ts";
const turn = "e2e/upstream/turn.test.ts";

/** Every row of the table of upstream faults, and the tests that stand for it; fault-table.test.ts finds each of them. */
export const faultTable: Readonly<Record<string, { fault: string; checks: readonly Check[] }>> = {
  U1: {
    fault: "429 with Retry-After 1, then fine",
    checks: [
      [whole, "U1: 429 with Retry-After 1 is sent again"],
      [whole, "U1: a try is in the log before"],
      [whole, "U1: judge and writer are asked again too"],
      ["e2e/waits.spec.ts", "a pane says why its request is sent again"],
    ],
  },
  U2: { fault: "429 with Retry-After 3600", checks: [[whole, "U2: "]] },
  U3: { fault: "500, 502, 503, 504, 529, three times", checks: [[whole, "U3: "]] },
  U4: {
    fault: "401, 402, 403",
    checks: [
      [whole, "U4: "],
      ["lib/models/passing.test.ts", "status %i will not pass"],
      ["lib/models/upstream.test.ts", "after %s a model is not asked until"],
    ],
  },
  U5: {
    fault: "400 context length",
    checks: [
      [whole, "U5: "],
      ["lib/models/passing.test.ts", "status %i will not pass"],
    ],
  },
  U6: { fault: "refused, unknown host, TLS error", checks: [[whole, "U6: "]] },
  U7: { fault: "accepts, never sends headers", checks: [[whole, "U7: "]] },
  U8: { fault: "headers, then only comments", checks: [[whole, "U8: "]] },
  U9: { fault: "20 or 200 words, then silence", checks: [[whole, "U9, U10: "]] },
  U10: { fault: "20 or 200 words, then a TCP reset", checks: [[whole, "U9, U10: "]] },
  U11: { fault: "an error inside a 200", checks: [[whole, "U11: "]] },
  U12: { fault: "ends without end mark and finish reason", checks: [[whole, "U12: "]] },
  U13: {
    fault: "malformed lines, CRLF, BOM, multi-line data, events and characters cut anywhere",
    checks: [
      ["lib/models/sse-parser.test.ts", "gives the same texts wherever it is cut"],
      ["lib/models/sse-parser.test.ts", "gives the same events when every byte comes alone"],
      ["lib/models/sse-parser.test.ts", "drops and counts what is not a JSON object"],
    ],
  },
  U14: {
    fault: "a line of 50 MB, an endless answer",
    checks: [
      [whole, "U14: of %s no more is taken in"],
      [whole, "U14: a model that repeats itself"],
      [call, "but %s is cut off as too large"],
    ],
  },
  U15: { fault: "empty, reasoning only, length without content", checks: [[whole, "U15: "]] },
  U16: {
    fault: "no usage; fewer prompt tokens than were sent",
    checks: [
      [whole, "U16: "],
      ["lib/core/judge-silent-cut.test.ts", "a judge whose host silently reads less"],
    ],
  },
  U17: {
    fault: "one token a second; headers after 310 s",
    checks: [
      [whole, "U17: a local server"],
      [whole, "U17: slow tokens"],
    ],
  },
  U18: {
    fault: "tool calls with bad JSON, unknown, in a row, in parallel",
    checks: [
      ["e2e/upstream/research.test.ts", "with bad JSON are told so"],
      ["e2e/upstream/research.test.ts", "of a tool that is not there"],
      ["e2e/upstream/research.test.ts", "stop at the panel's limit of %i"],
      ["e2e/upstream/research.test.ts", "of one step run together"],
    ],
  },
  U19: {
    fault: "a judge writes prose, fenced or cut JSON, the wrong shape, invented quotes",
    checks: [
      [turn, "a judge that writes prose leaves"],
      [turn, "a judge that wraps its lines in a fence"],
      [turn, "a judge that breaks some lines"],
      [turn, "a judge that writes prose first"],
      [turn, "the point that rests on words nobody wrote falls"],
    ],
  },
  U20: { fault: "judge or synthesizer down", checks: [[whole, "U20: "]] },
  U21: { fault: "7 of 8 fail, 8 of 8 fail", checks: [[whole, "U21: "]] },
  U22: {
    fault: "one panelist ten times slower than the quorum",
    checks: [["lib/core/run-turn.test.ts", "the judge starts when quorum and grace are over"]],
  },
  U23: {
    fault: "an answer attacks the judge",
    checks: [
      ["lib/core/prompts.test.ts", "answers that attack the judge stay in their own blocks"],
      ["lib/core/prompts.test.ts", "no text, however it is put together"],
    ],
  },
};
