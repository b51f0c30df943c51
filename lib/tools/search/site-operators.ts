type DomainRules = { allowedDomains: readonly string[]; excludedDomains: readonly string[] };

const maxOperators = 8;

/** A query for engines that know domain rules only as operators. What they ignore is filtered afterwards. */
export function withSiteOperators(query: string, { allowedDomains, excludedDomains }: DomainRules): string {
  const allowed = allowedDomains.slice(0, maxOperators).map((domain) => `site:${domain}`);
  const excluded = excludedDomains.slice(0, maxOperators).map((domain) => `-site:${domain}`);
  return [query, allowed.length > 1 ? `(${allowed.join(" OR ")})` : allowed.join(""), ...excluded]
    .filter((part) => part !== "")
    .join(" ");
}
