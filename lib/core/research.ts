import { canonicalUrl } from "./source-url";
import type { TurnState } from "./turn";
import { type ToolFailure, toolFailure } from "./web";

/** What a model can put behind the question mark of an address is what it can send away (security.md section 6). */
const longestQuery = 256;

/** Addresses that panelists may read in one turn, and nothing else. */
export type Research = {
  /** Search results, pages that a provider's own search names, links of pages that were read. */
  allow(addresses: readonly string[]): void;
  /** The address as it was written where it is known from, whatever a model adds to it; or why it may not be read. */
  permit(address: string): { url: string; isFromPerson: boolean } | { failure: ToolFailure };
  /** Addresses in the question itself that begin like one, in the order they stand. */
  readonly asked: readonly string[];
  /** Names in the question that may be hosts, or something else that has a dot: `example.org`, `Node.js`. */
  readonly named: readonly string[];
};

/**
 * The provenance rule: a page may be read only if the user named it, or a search of this turn found it, or a page that was
 * read in this turn links to it. A model that was talked into `https://evil/?q=<what it knows>` gets nowhere.
 */
export function openResearch(turn: Pick<TurnState, "question" | "context" | "sources">): Research {
  const known = new Map<string, { url: string; fromUser: boolean }>();
  const add = (address: string, fromUser: boolean) => {
    const key = keyOf(address);
    if (key !== null && !known.has(key)) known.set(key, { url: address, fromUser });
  };
  const inQuestion = addressesIn(turn.question);
  const said = turn.context.filter(({ role }) => role === "user").flatMap(({ content }) => addressesIn(content));
  for (const { url } of [...inQuestion, ...said]) add(url, true);
  for (const { url, status } of turn.sources) if (status !== "cited") add(url, false);
  return {
    asked: inQuestion.filter(({ isPlain }) => isPlain).map(({ url }) => url),
    named: inQuestion.filter(({ isPlain }) => !isPlain).map(({ url }) => url),
    allow(addresses) {
      for (const address of addresses) add(address, false);
    },
    permit(address) {
      const found = known.get(keyOf(address) ?? "");
      if (!found) {
        const words =
          "This address is not known here. Only addresses from the question, from search results, or linked from a page that was read may be read.";
        return { failure: toolFailure("unknown_address", words) };
      }
      if (!found.fromUser && (URL.parse(found.url)?.search.length ?? 0) > longestQuery + 1) {
        const words = `This address has more than ${longestQuery} characters behind its question mark and is not read.`;
        return { failure: toolFailure("refused_address", words) };
      }
      return { url: found.url, isFromPerson: found.fromUser };
    },
  };
}

/** One page under http and https is one page; the address that is read is always the known one. */
function keyOf(address: string): string | null {
  return canonicalUrl(address)?.replace(/^https?:\/\//, "") ?? null;
}

const written =
  /(?:https?:\/\/)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#](?:[^\s<>"`()[\]{}]|\([^\s<>"`()]{0,200}\))*)?/gi;

/** Web addresses as people write them, with or without `https://`; `isPlain`: it can be nothing else. */
function addressesIn(text: string): { url: string; isPlain: boolean }[] {
  const found = new Map<string, boolean>();
  for (const { 0: whole, index } of text.matchAll(written)) {
    if (text[index - 1] === "@") continue;
    const address = whole.replace(/[.,;:!?'*_~…]+$/, "");
    const url = /^https?:\/\//i.test(address) ? address : `https://${address}`;
    found.set(url, found.get(url) || /^(?:https?:\/\/|www\.)/i.test(address));
  }
  return [...found].map(([url, isPlain]) => ({ url, isPlain }));
}
