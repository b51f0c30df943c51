/** A PDF of one page with one line of text, as small as readers accept it. */
export function makePdf(line: string): Uint8Array {
  const content = `BT /F1 12 Tf 72 700 Td (${line.replace(/[\\()]/g, String.raw`\$&`)}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 1/Kids[4 0 R]>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>",
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    "<</Title(Annual report)/Author(Registry)/CreationDate(D:20240403101500Z)>>",
  ];
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const trailer = `trailer<</Size ${size}/Root 1 0 R/Info ${objects.length} 0 R>>`;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${file.length}\n%%EOF`,
    "latin1",
  );
}
