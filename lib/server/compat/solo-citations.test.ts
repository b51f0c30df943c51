import { expect, test } from "vitest";
import type { SourceState } from "@/lib/core/turn";
import { soloCitations } from "./solo-citations";

const page = (url: string, more: Partial<SourceState> = {}): SourceState => ({
  id: "S1",
  url,
  title: "",
  status: "fetched",
  seenBy: ["p1"],
  ...more,
});

test("a link stands where it stands, also behind an emoji, twice, and by another address of its page", () => {
  const text =
    "🫘 Beans [soak](https://beans.example/soak#top). See https://beans.example/soak and [old](https://old.example/a).";
  const sources = [
    page("https://beans.example/soak", { title: "Soaking" }),
    page("https://new.example/a", { aliases: ["https://old.example/a"] }),
  ];
  const cited = soloCitations(sources, text);
  expect(cited.map(({ start, end, url, title }) => [text.slice(start, end), url, title])).toEqual([
    ["[soak](https://beans.example/soak#top)", "https://beans.example/soak", "Soaking"],
    ["https://beans.example/soak", "https://beans.example/soak", "Soaking"],
    ["[old](https://old.example/a)", "https://new.example/a", "https://new.example/a"],
  ]);
});

test("a page without a link stands for the whole text", () => {
  const sources = [page("https://read.example/"), page("https://found.example/", { status: "found" })];
  expect(soloCitations(sources, "Beans.").map(({ url, start, end }) => [url, start, end])).toEqual([
    ["https://read.example/", 0, 6],
    ["https://found.example/", 0, 6],
  ]);
});
