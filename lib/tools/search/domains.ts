type DomainRules = { allowedDomains: readonly string[]; excludedDomains: readonly string[] };

const maxOperators = 8;

/** Whether a host may be used: it is, or lies below, an allowed name (none = all), and no excluded one. */
export function isAllowedHost(host: string, { allowedDomains, excludedDomains }: DomainRules): boolean {
  const lies = (domain: string) => isWithin(host, domain);
  return (allowedDomains.length === 0 || allowedDomains.some(lies)) && !excludedDomains.some(lies);
}

function isWithin(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  const below = domain
    .toLowerCase()
    .replace(/^\*?\./, "")
    .replace(/\.$/, "");
  return below !== "" && (name === below || name.endsWith(`.${below}`));
}

/** A query for engines that know domain rules only as operators. What they ignore is filtered afterwards. */
export function withSiteOperators(query: string, { allowedDomains, excludedDomains }: DomainRules): string {
  const allowed = allowedDomains.slice(0, maxOperators).map((domain) => `site:${domain}`);
  const excluded = excludedDomains.slice(0, maxOperators).map((domain) => `-site:${domain}`);
  return [query, allowed.length > 1 ? `(${allowed.join(" OR ")})` : allowed.join(""), ...excluded]
    .filter((part) => part !== "")
    .join(" ");
}
