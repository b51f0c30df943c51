import { domainOf } from "./source-url";
import { isNearPrint } from "./text-print";
import type { SourceState } from "./turn";

/** What counting needs of a source; rows of old turns lack the optional parts. */
export type CountedSource = Pick<SourceState, "id" | "url"> & Partial<Pick<SourceState, "status" | "domain" | "print">>;

/** Whether anybody saw the page: what is only named in an answer may not exist. */
function isRetrieved({ status }: Pick<CountedSource, "status">): boolean {
  return status !== "cited";
}

/** Ids of sources that were really seen. */
export function retrievedIds(sources: readonly CountedSource[]): ReadonlySet<string> {
  return new Set(sources.filter(isRetrieved).map(({ id }) => id));
}

/**
 * How many of these sources there are, and how many independent ones: pages of one domain count once, and so do near
 * copies of one text wherever they stand. Sources that nobody retrieved do not count.
 */
export function countSources(
  ids: ReadonlySet<string>,
  sources: readonly CountedSource[],
): { sources: number; domains: number } {
  const counted = sources.filter((source) => ids.has(source.id) && isRetrieved(source));
  const groups: CountedSource[][] = [];
  for (const source of counted) {
    const same = groups.filter((group) => group.some((other) => isOneWitness(other, source)));
    const rest = groups.filter((group) => !same.includes(group));
    groups.splice(0, groups.length, ...rest, [...same.flat(), source]);
  }
  return { sources: counted.length, domains: groups.length };
}

function isOneWitness(a: CountedSource, b: CountedSource): boolean {
  return ownerOf(a) === ownerOf(b) || isNearPrint(a.print ?? "", b.print ?? "");
}

function ownerOf({ domain, url }: CountedSource): string {
  return domain ?? domainOf(url);
}
