import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

/** A file for a person to keep, written as fast as it is read and no faster. `name`: ASCII, without quotes. */
export function toDownload(pieces: Iterable<string>, { name, type }: { name: string; type: string }): Response {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void iterator.return?.(),
  });
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** A file of the disk for a person to keep. */
export function fileDownload({ path, bytes }: { path: string; bytes: number }, name: string): Response {
  const body = Readable.toWeb(createReadStream(path));
  // Node's own type of the stream differs from the web's in name only.
  return new Response(body as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
