const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** The host names this server answers to, lower-cased, IPv6 in brackets: loopback, HOST and PARLEY_ALLOWED_HOSTS. */
export function allowedHostNames(boundHost: string, allowedHosts: readonly string[]): ReadonlySet<string> {
  const given = [boundHost, ...allowedHosts].map(hostNameOf).filter((name) => name !== null);
  return new Set([...loopbackNames, ...given]);
}

/** The names in PARLEY_ALLOWED_HOSTS, separated by commas or spaces. */
export function splitHosts(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,]+/).filter((name) => name !== "");
}

/** Whether a `Host` header names this server. Any port: a tunnel may change it, a rebinding site cannot use that. */
export function isAllowedHost(header: string | null, allowed: ReadonlySet<string>): boolean {
  const name = header === null ? null : hostNameOf(header);
  return name !== null && allowed.has(name);
}

/** The name in `name`, `name:port`, `::1` or `[::1]:port`, in the one spelling that URLs use; null when it is no host. */
export function hostNameOf(text: string): string | null {
  const bare = text.trim();
  // Parsing forgives paths, credentials and queries, which a Host header never has.
  if (bare === "" || /[\s/\\@?#]/.test(bare)) return null;
  const host = bare.split(":").length > 2 && !bare.startsWith("[") ? `[${bare}]` : bare;
  return URL.parse(`http://${host}`)?.hostname || null;
}
