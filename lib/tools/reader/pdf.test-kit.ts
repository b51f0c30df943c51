import { deflateSync } from "node:zlib";

/** For tests: a PDF with one line of text on each page. `padding` bytes of nothing are packed into each page. */
export function makePdf(lines: readonly string[], padding = 0): Uint8Array<ArrayBuffer> {
  const objects: Buffer[] = [];
  const kids = lines.map((_, at) => `${4 + at * 2} 0 R`).join(" ");
  const add = (text: string, stream?: Buffer) =>
    objects.push(
      stream
        ? Buffer.concat([Buffer.from(`${text}\nstream\n`), stream, Buffer.from("\nendstream")])
        : Buffer.from(text),
    );
  add("<</Type/Catalog/Pages 2 0 R>>");
  add(`<</Type/Pages/Count ${lines.length}/Kids[${kids}]>>`);
  add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  for (const [at, line] of lines.entries()) {
    const content = deflateSync(
      Buffer.concat([Buffer.alloc(padding, 32), Buffer.from(`BT /F1 12 Tf 72 700 Td (${line}) Tj ET`)]),
    );
    add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + at * 2} 0 R>>`);
    add(`<</Length ${content.length}/Filter/FlateDecode>>`, content);
  }
  add("<</Title(A report)/Author(Ann)/CreationDate(D:20240503101500Z)>>");
  return assemble(objects);
}

function assemble(objects: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [at, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R/Info ${objects.length} 0 R>>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
