export type ServerSentEvent = { id: string; event: string; data: string };

/** The messages of an event stream, as they come. Comments are left out. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ServerSentEvent> {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const message = parseBlock(block);
      if (message) yield message;
    }
  }
}

function parseBlock(block: string): ServerSentEvent | null {
  const message = { id: "", event: "", data: "" };
  let known = false;
  for (const line of block.split("\n")) {
    const [, name, value = ""] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (name !== "id" && name !== "event" && name !== "data") continue;
    known = true;
    message[name] = name === "data" && message.data !== "" ? `${message.data}\n${value}` : value;
  }
  return known ? message : null;
}
