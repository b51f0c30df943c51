import { expect, it } from "vitest";
import { readServerSentEvents } from "./server-sent-events";

it("reads messages that arrive in pieces and leaves out comments", async () => {
  const pieces = [
    ": keep-alive\n\nid: 1\nevent: answer-delta\nda",
    'ta: {"text":"é"}\n',
    "\nid: 2\ndata: a\ndata: b\n\n",
  ];
  const body = new Blob(pieces).stream();
  const messages = [];
  for await (const message of readServerSentEvents(body)) messages.push(message);
  expect(messages).toEqual([
    { id: "1", event: "answer-delta", data: '{"text":"é"}' },
    { id: "2", event: "", data: "a\nb" },
  ]);
});
