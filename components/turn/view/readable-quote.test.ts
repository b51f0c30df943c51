import { expect, test } from "vitest";
import { readableQuote } from "./readable-quote";

test.each([
  ["Auctions** raised about 43.6 billion", "Auctions raised about 43.6 billion"],
  ["The **reserve** has *absorbed* ~~all~~ `most`", "The reserve has absorbed all most"],
  ["as [the Commission reports](https://a.example/x_y) says", "as the Commission reports says"],
  ["as [the Commission reports", "as the Commission reports"],
  ["reports](https://a.example/x) says", "reports says"],
  ["fell\n- in winter\n2. in spring", "fell\nin winter\nin spring"],
  ["## What counts\n\n> more", "What counts\n\nmore"],
  ["_quite_ __sure__ of snake_case_names", "quite sure of snake_case_names"],
  ["3 * 4 is 12, see [S3] and \\*", "3 * 4 is 12, see [S3] and *"],
  ["| a | b |", " a b "],
  ["-5 degrees, not 2.5", "-5 degrees, not 2.5"],
])("%j reads %j", (written, read) => {
  expect(readableQuote(written)).toBe(read);
});
