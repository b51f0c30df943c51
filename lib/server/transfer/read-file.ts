import { FailureError, failure } from "@/lib/core/failure";
import { ArchiveHead } from "@/lib/core/transfer";

/** A file as it comes in: the parts of an archive one by one with `isArchive`, or one document. */
export type FilePart = { isArchive: boolean; content: unknown };

/**
 * The parts of a file. Of an archive one line is in memory at a time; anything else is read whole. Throws a FailureError (400)
 * for what is no JSON.
 */
export async function* readFileParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FilePart> {
  const lines = linesOf(chunks);
  const first = await lines.next();
  const head: string = first.done ? "" : first.value;
  if (!isArchiveHead(head)) {
    const rest = [head];
    for await (const line of lines) rest.push(line);
    yield { isArchive: false, content: parseLine(rest.join("\n")) };
    return;
  }
  for await (const line of lines) if (line.trim() !== "") yield { isArchive: true, content: parseLine(line) };
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let pieces: string[] = [];
  for await (const text of decoded(chunks, decoder)) {
    const [first = "", ...more] = text.split("\n");
    pieces.push(first);
    for (const line of more) {
      yield pieces.join("");
      pieces = [line];
    }
  }
  yield pieces.join("");
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<string> {
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw noFile("its text is not UTF-8");
  }
}

function isArchiveHead(line: string): boolean {
  try {
    return ArchiveHead.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw noFile("it is no JSON, or it ends early");
  }
}

function noFile(why: string): FailureError {
  return new FailureError(
    failure("invalid_request", `This is no file that Parley can import: ${why}. Nothing was imported.`, 400),
  );
}
