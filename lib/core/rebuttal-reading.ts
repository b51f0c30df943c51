import { type Failure, failure } from "./failure";
import { judgeCopy } from "./judge-copy";
import type { ReplyPosition } from "./rebuttal-reply";

type ReadReply = { position: ReplyPosition; text: string } | { failure: Failure };

/** The words that name a position, and nothing else does. */
const positions: ReadonlyMap<string, ReplyPosition> = new Map([
  ["concede", "concedes"],
  ["concedes", "concedes"],
  ["conceded", "concedes"],
  ["hold", "holds"],
  ["holds", "holds"],
  ["held", "holds"],
  ["cite", "cites"],
  ["cites", "cites"],
  ["cited", "cites"],
]);

/** What models put around a word they were asked to write alone: headings, bold, quotes, bullets, "Position:". */
const furniture =
  /^[\s#>*_`~"'“”«»([\]-]*(?:\d+[.)]\s*)?(?:(?:my )?(?:position|reply|answer|decision)\s*[:=]\s*)?[\s#>*_`~"'“”«»([\]-]*/iu;
const word = /^(\p{L}+)(?![\p{L}\p{N}'’/|])[*_`~"'“”»)\]]*\s*(?:[.:,;!–—-]+[*_]*\s*)?/u;

/** 120 words were asked for; what is longer than any language needs for them is cut. */
const longestReply = 1600;

/** Reads a reply leniently: its first line begins with one of the words, whatever stands around it. */
export function readReply(raw: string, model: string): ReadReply {
  const text = judgeCopy(raw)
    .text.replace(/^\s*```\w*\n|\n```\s*$/g, "")
    .trim();
  if (text === "") return { failure: failure("empty", `${model} returned no text.`) };
  const [first = "", ...rest] = text.split("\n");
  const bare = first.replace(furniture, "");
  const found = word.exec(bare);
  const position = found ? positions.get((found[1] ?? "").toLowerCase()) : undefined;
  if (!found || !position) {
    return { failure: failure("incomplete", `${model} did not say whether it concedes, holds or cites.`) };
  }
  const words = [bare.slice(found[0].length).replace(/[*_]+$/, ""), ...rest].join("\n").trim();
  if (words === "" && position === "cites") {
    return { failure: failure("incomplete", `${model} wanted to cite and named nothing.`) };
  }
  return { position, text: shortened(words) };
}

function shortened(text: string): string {
  if (text.length <= longestReply) return text;
  const cut = text.slice(0, longestReply);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longestReply - 100)).trimEnd()} …`;
}

/** The sources of the turn that a reply names, each once. */
export function sourcesIn(text: string, known: readonly { id: string }[]): string[] {
  const named = new Set([...text.matchAll(/\bS\d{1,4}\b/g)].map(([id]) => id));
  return known.map(({ id }) => id).filter((id) => named.has(id));
}
