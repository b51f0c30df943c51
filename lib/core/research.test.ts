import { describe, expect, test } from "vitest";
import { openResearch } from "./research";

const question = "Compare https://example.org/a?x=1 and www.plain.example/b. Not (see docs.example/wiki/A_(b)).";
const turn = {
  question,
  context: [
    { role: "user" as const, content: "Earlier: https://earlier.example/one" },
    { role: "assistant" as const, content: "A model wrote https://model.example/two" },
  ],
  sources: [
    { id: "S1", url: "https://found.example/three", title: "", status: "found" as const, seenBy: [] },
    { id: "S2", url: "https://cited.example/four", title: "", status: "cited" as const, seenBy: [] },
  ],
};
const permitted = (address: string) => {
  const outcome = openResearch(turn).permit(address);
  return "url" in outcome ? outcome.url : outcome.failure.code;
};

describe("a panelist may read", () => {
  test.each([
    ["an address of the question", "https://example.org/a?x=1", "https://example.org/a?x=1"],
    ["one that was written without https", "https://www.plain.example/b", "https://www.plain.example/b"],
    ["one with brackets", "https://docs.example/wiki/A_(b)", "https://docs.example/wiki/A_(b)"],
    ["one of an earlier question", "https://earlier.example/one", "https://earlier.example/one"],
    ["a page that was found in this turn", "https://found.example/three", "https://found.example/three"],
    ["the same page in another spelling", "HTTP://FOUND.example/three/#x", "https://found.example/three"],
  ])("%s", (_, address, url) => {
    expect(permitted(address)).toBe(url);
  });

  test("a name with a dot, though it may be no host: it is not read unasked", () => {
    const research = openResearch({ ...turn, question: "Is Node.js faster? See example.org, http://plain.example." });
    expect(research.asked).toEqual(["http://plain.example"]);
    expect(research.named).toEqual(["https://Node.js", "https://example.org"]);
    expect(research.permit("https://example.org/")).toMatchObject({ isFromPerson: true });
  });

  test("what a search or a page gave since, for all panelists", () => {
    const research = openResearch(turn);
    expect(research.permit("https://new.example/")).toMatchObject({ failure: { code: "unknown_address" } });
    research.allow(["https://new.example/"]);
    expect(research.permit("https://new.example")).toEqual({ url: "https://new.example/", isFromPerson: false });
  });
});

describe("a panelist may not read", () => {
  test.each([
    ["an address of its own", "https://evil.example/?q=the-question"],
    ["a known page with something behind it", "https://found.example/three?q=secret"],
    ["another page of a known site", "https://found.example/other"],
    ["an address that only a model wrote", "https://model.example/two"],
    ["a link that nobody retrieved", "https://cited.example/four"],
    ["a name that only looks alike", "https://found.example.evil.example/three"],
    ["no address", "not an address"],
  ])("%s", (_, address) => {
    expect(permitted(address)).toBe("unknown_address");
  });

  test("an address that a page made up with a long query; a person may give one", () => {
    const long = `https://long.example/?q=${"x".repeat(300)}`;
    const research = openResearch({ ...turn, question: `Read ${long}a` });
    research.allow([long]);
    expect(research.permit(long)).toMatchObject({ failure: { code: "refused_address" } });
    expect(research.permit(`${long}a`)).toMatchObject({ isFromPerson: true });
  });
});

test("what a model adds for counting clicks never leaves: the known address is read", () => {
  expect(permitted("https://found.example/three?utm_source=everything-the-user-said")).toBe(
    "https://found.example/three",
  );
});
