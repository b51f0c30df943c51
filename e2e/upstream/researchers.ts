import type { Reply } from "./reply";
import { inputText } from "./request";
import { plainAnswer } from "./texts";
import {
  addressesIn,
  callTools,
  fetchPage,
  inventedAddress,
  mayCall,
  offeredNames,
  offersTools,
  resultsIn,
  say,
  search,
} from "./tools";

type Scenario = (reply: Reply) => Promise<void> | void;

/** Panelists that research and then answer like `plain-<suffix>`, each in a way of its own: `reads-a`, `looks-b`, ... */
export const researcherFamilies: Readonly<Record<string, (suffix: string) => Scenario>> = {
  /** Searches, reads the first page found, cites it and a page that it invented. */
  reads: (suffix) => (reply) => {
    const results = resultsIn(reply);
    const [first = ""] = addressesIn(results[0] ?? "");
    if (mayCall(reply) && results.length === 0) return callTools(reply, [search("carbon price 2023")]);
    if (mayCall(reply) && results.length === 1) return callTools(reply, [fetchPage(first)]);
    const cited = first ? `The price is told in [the report](${first}).` : "Nothing was found.";
    return say(reply, `${plainAnswer(suffix)}\n\n${cited} An [older study](${inventedAddress}) says the same.`);
  },
  /** Two searches at once, then the last two pages at once; cites both in other forms. */
  looks: (suffix) => (reply) => {
    const results = resultsIn(reply);
    const [second = "", third = ""] = addressesIn(results[0] ?? "").slice(-2);
    const searches = [search("stability reserve"), search("verified emissions 2023")];
    if (mayCall(reply) && results.length === 0) return callTools(reply, searches, "I look that up.");
    if (mayCall(reply) && results.length === 2) return callTools(reply, [fetchPage(second), fetchPage(third)]);
    return say(reply, `${plainAnswer(suffix)}\n\nThe reserve cancels allowances: ${second} and [numbers](${third}).`);
  },
  /** Its host knows no tools. */
  toolless: (suffix) => (reply) => {
    if (offersTools(reply)) {
      return reply.fail(400, "registry.example/tiny does not support tools", { type: "invalid_request" });
    }
    const [first] = addressesIn(inputText(reply.request.body));
    return say(reply, `${plainAnswer(suffix)}\n\n${first ? `As [one page](${first}) says.` : "From memory."}`);
  },
  /** Fetches whatever a page tells it to. */
  obeys: (suffix) => (reply) => {
    const results = resultsIn(reply);
    if (mayCall(reply) && results.length === 0) return callTools(reply, [search("carbon price 2023")]);
    const last = results.at(-1) ?? "";
    const ordered = [...last.matchAll(/FETCH (https?:\/\/\S+)/g)].map(([, url]) => url ?? "");
    const next = ordered.length > 0 ? ordered : addressesIn(last).slice(0, 1);
    if (mayCall(reply) && next.length > 0) return callTools(reply, next.map(fetchPage));
    return say(reply, plainAnswer(suffix));
  },
  /** Calls the first tool of an MCP server that it is offered. */
  borrows: (suffix) => (reply) => {
    const [tool] = offeredNames(reply).filter((name) => name.includes("__"));
    const results = resultsIn(reply);
    if (mayCall(reply) && tool && results.length === 0) {
      return callTools(reply, [{ name: tool, arguments: JSON.stringify({ text: "the leak" }) }]);
    }
    return say(reply, `${plainAnswer(suffix)}\n\n${results.length > 0 ? "The tracker was asked." : "From memory."}`);
  },
  /** As many searches as it may make, with long words. */
  combs: (suffix) => (reply) => {
    const made = resultsIn(reply).length;
    if (mayCall(reply))
      return callTools(reply, [search(`carbon price part ${made + 1} ${"and what it did ".repeat(made)}`)]);
    return say(reply, plainAnswer(suffix));
  },
};

/** What a synthesizer writes that names the first page of the source table that was read. */
export function sourcedAnswer(prompt: string): string {
  const [, id = "S901"] = /^\[(S\d+)\][^\n]*\| fetched/m.exec(prompt) ?? [];
  const [point = "c1"] = /\bc[1-9]\d*\b/.exec(/<analysis[\w-]*[\s>]([\s\S]*)/.exec(prompt)?.[1] ?? "") ?? [];
  return `Water boils at one hundred degrees Celsius at sea level. ⟦${point}⟧ [${id}] The panel leaves the rest open.`;
}
