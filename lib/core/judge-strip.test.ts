import { expect, test } from "vitest";
import { stripBulk } from "./judge-strip";

const blob = "aB3dEf7h".repeat(60);
const table = "| Year | Share |\n| --- | --- |\n| 2024 | 12 % |";

test("encoded data goes and a mark stands where it was; the words around it stay", () => {
  const mark = "[... encoded data left out ...]";
  expect(stripBulk(`Before ![x](data:image/png;base64,${blob}) after.`)).toBe(`Before ![x](${mark}) after.`);
  expect(stripBulk(`Key: ${blob}== end.`)).toBe(`Key: ${mark} end.`);
  const lines = blob.match(/.{1,76}/g)?.join("\n") ?? "";
  expect(stripBulk(`Before\n${lines}\nafter`)).toMatch(/^Before\n\[\.\.\. encoded data left out \.\.\.\]\s*after$/);
});

test("long words and long addresses are no encoded data", () => {
  for (const text of [
    "a".repeat(400),
    "GACT".repeat(100),
    `https://example.org/${"some-long-path/".repeat(30)}`,
    `${"word ".repeat(200)}Za9.`,
  ]) {
    expect(stripBulk(text)).toBe(text);
  }
});

test("a table that stands in the answer already is left out the second time, whatever its spacing", () => {
  const again = table.replaceAll(" | ", "  |  ");
  const text = stripBulk(`Intro\n\n${table}\n\nMore.\n\n${again}\n\nEnd.`);
  expect(text).toBe(`Intro\n\n${table}\n\nMore.\n\n[... table left out: it is the same as one above ...]\n\nEnd.`);
  const other = table.replace("12 %", "21 %");
  expect(stripBulk(`${table}\n\n${other}`)).toBe(`${table}\n\n${other}`);
});

const cited = "It rose [S1]. It fell, says https://example.org/b.";
const mark = "[... list of references left out: all of them stand above or in the source table ...]";

test("a list of references is left out when each of them is known already", () => {
  const list = "## References\n\n1. First report [S1]\n2. Second, https://example.org/b";
  expect(stripBulk(`${cited}\n\n${list}\n\nA last remark.`)).toBe(`${cited}\n\n${mark}\n\nA last remark.`);
  expect(stripBulk(`${cited}\n\n**Quellen:**\n- Eins [S1]\n- Zwei [S2]`)).toBe(`${cited}\n\n${mark}`);
});

test("a list that names something new, or that makes claims, stays whole", () => {
  for (const list of [
    "## References\n\n1. First report [S1]\n2. Third, https://example.org/new",
    "## References\n\n1. First report [S1]\n2. A book without an address",
    "## Findings\n\n- Costs rose by 5 % [S1]\n- Prices fell [S2]",
    "## Sources\n\nThe report [S1] is the better one.",
  ]) {
    expect(stripBulk(`${cited}\n\n${list}`)).toBe(`${cited}\n\n${list}`);
  }
});
