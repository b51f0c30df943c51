import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultTable } from "./fault-table";

const rows = Array.from({ length: 23 }, (_, index) => `U${index + 1}`);

test("the table has every row", () => {
  expect(Object.keys(faultTable)).toEqual(rows);
});

test.each(rows)("%s has tests, and they are there", (row) => {
  const checks = faultTable[row]?.checks ?? [];
  expect(checks.length).toBeGreaterThan(0);
  for (const [file, name] of checks) {
    const text = readFileSync(file, "utf8");
    expect(text.includes(`"${name}`), `${file} has no test "${name}"`).toBe(true);
  }
});
