import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** Cloud platforms answer on these for every machine they host, though they count as public addresses. */
const platformAddresses: ReadonlySet<string> = new Set([
  // Azure: wire server, DNS and health probes.
  "168.63.129.16",
  // Alibaba Cloud metadata; carrier range today, named so that it stays refused if that list ever changes.
  "100.100.100.200",
  // Oracle Cloud metadata of older images.
  "192.0.0.192",
]);

/** All IPv6 that is routed on the internet; ipaddr.js also calls what nobody was given yet, and `::1.2.3.4`, unicast. */
const globalIpv6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Why nothing may be connected to at this IP address (any spelling, without brackets); null if it may. It is a list of
 * what is allowed: public unicast only. Everything else, transition and translation prefixes too, falls out.
 */
export function judgeAddress(address: string): string | null {
  // Not ipaddr.js's own check: it also takes "1.2.3" for an address.
  if (!isIP(address) || address.includes("%")) return "it is no plain IP address";
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range !== "unicast") return `it is not a public address (${wordsOf(range)})`;
  if (platformAddresses.has(parsed.toString())) return "it belongs to a cloud platform's own services";
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalIpv6)) return "it is not a public address (not assigned)";
  if (isOwnNetwork(parsed)) return "it is in this machine's own network";
  return null;
}

/** "carrierGradeNat" as "carrier grade nat". */
function wordsOf(range: string): string {
  return range.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

type Address = ReturnType<typeof ipaddr.process>;

/** Behind a router every device has a public IPv6 address in the prefix of this machine: neighbours must not be reached. */
function isOwnNetwork(address: Address): boolean {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .some(({ cidr, address: own }) => isInNetwork(address, cidr ?? own));
}

/** A wider prefix than any local network has (a tunnel's `/0`, say) stands for the one address only. */
function isInNetwork(address: Address, network: string): boolean {
  const [own = "", length = ""] = network.split("/");
  if (!ipaddr.isValid(own)) return false;
  const base = ipaddr.process(own);
  if (base instanceof ipaddr.IPv6) {
    return address instanceof ipaddr.IPv6 && address.match(base, prefixOf(length, 48, 128));
  }
  return address instanceof ipaddr.IPv4 && address.match(base, prefixOf(length, 16, 32));
}

function prefixOf(length: string, widest: number, whole: number): number {
  return Number(length) >= widest ? Number(length) : whole;
}
