/** Parameters that say how a reader came, never what the page is. */
const trackers =
  /^(?:utm_[\w-]*|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|srsltid|ref_src)$/i;

const spellings = new Map<string, string | null>();
const mostSpellings = 5000;

/**
 * The one spelling of a web address (judge.md section 5): lower-case host, no fragment, no `utm_*` or click ids, no
 * trailing slash, no default port, no user and password. null = no web address. Remembered, because the same addresses
 * are compared again and again.
 */
export function canonicalUrl(address: string): string | null {
  const known = spellings.get(address);
  if (known !== undefined) return known;
  const spelling = spell(address);
  if (spellings.size >= mostSpellings) spellings.clear();
  spellings.set(address, spelling);
  return spelling;
}

function spell(address: string): string | null {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") return null;
  const host = url.hostname.replace(/\.$/, "") + (url.port ? `:${url.port}` : "");
  const path = url.pathname.replace(/\/+$/, "");
  const query = url.search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !trackers.test(pair.split("=")[0] ?? ""))
    .join("&");
  return `${url.protocol}//${host}${path}${query ? `?${query}` : ""}`;
}

/** The host of an address without `www.`; the address itself when it is none. */
export function hostOf(address: string): string {
  const host = URL.parse(address)?.hostname ?? address;
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");
}

/** Second levels under which countries register names, as in `example.co.uk`. */
const registries = /^(?:ac|co|com|edu|gob|gouv|gov|go|govt|info|net|ne|nhs|nom|or|org|sch)$/;
/** Hosts that give a name of its own to anybody, so that neighbours there are not one publisher. */
const platforms =
  /(?:^|\.)(?:github\.io|gitlab\.io|blogspot\.com|wordpress\.com|substack\.com|tumblr\.com|medium\.com|netlify\.app|vercel\.app|pages\.dev|herokuapp\.com|web\.app|readthedocs\.io|sourceforge\.net)$/;
const numericHost = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

/**
 * Who stands behind an address: its registered domain, by the shape of the name, without the public suffix list. Where that
 * is not certain it joins rather than parts, so that many names of one owner never look like many witnesses.
 */
export function domainOf(address: string): string {
  const host = hostOf(address);
  if (numericHost.test(host)) return host;
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  const isCountry = top.length === 2 && registries.test(labels.at(-2) ?? "");
  return labels.slice(isCountry || platforms.test(host) ? -3 : -2).join(".");
}

/** Whether a host is one of these names or below one of them. */
function isUnder(host: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const plain = name
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, "")
      .replace(/\.$/, "")
      .replace(/^www\./, "");
    return plain !== "" && (host === plain || host.endsWith(`.${plain}`));
  });
}

/** Whether the panel's lists let an address in. An excluded name wins over an allowed one. */
export function isDomainAllowed(address: string, allowed: readonly string[], excluded: readonly string[]): boolean {
  const host = hostOf(address);
  return !isUnder(host, excluded) && (allowed.length === 0 || isUnder(host, allowed));
}
