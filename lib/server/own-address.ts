import { networkInterfaces } from "node:os";
import { hostNameOf } from "./hosts";

export type OwnPlace = {
  /** The port this server really listens on. */
  port: number;
  boundHost: string;
  /** The names in PARLEY_ALLOWED_HOSTS: a proxy brings them here from the usual web ports. */
  allowedHosts: readonly string[];
};

/** Whether an address leads back to this Parley, which would then ask itself in a circle. */
export function isOwnAddress(address: string, own: OwnPlace): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const name = url.hostname.replace(/\.$/, "");
  if (port === own.port && isThisMachine(name, own.boundHost)) return true;
  const isProxied = own.allowedHosts.some((host) => hostNameOf(host) === name);
  return isProxied && (url.port === "" || port === own.port);
}

function isThisMachine(name: string, boundHost: string): boolean {
  if (/^127\.|^0\.0\.0\.0$|^\[::1?\]$|^\[::ffff:7f|(^|\.)localhost$/.test(name)) return true;
  const machine = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return [boundHost, ...machine.map(({ address }) => address)].some((address) => hostNameOf(address) === name);
}
