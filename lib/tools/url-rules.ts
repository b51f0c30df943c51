import { isIP } from "node:net";
import { type ToolFailure, toolFailure } from "@/lib/core/web";
import { judgeAddress } from "./address-rules";

const longestAddress = 2048;
/** What a model can put behind the question mark of an address is what it can send away. */
export const longestModelQuery = 256;

const privateEndings = [".local", ".internal", ".localhost"];

export type JudgedUrl = { url: URL } | { failure: ToolFailure };

/**
 * Reads an address and judges everything that can be judged before anything is connected: form, scheme, port, user, host.
 * The address it gives is the only one that may be used: the parser has brought all spellings of a host into one form.
 */
export function judgeUrl(text: string, base?: URL): JudgedUrl {
  if (text.length > longestAddress) return refuse(`it is longer than ${longestAddress} characters`);
  const url = URL.parse(text, base);
  if (!url) return refuse("it is not a whole web address");
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  const reason = judgeForm(url) ?? judgeHost(url.hostname);
  return reason ? refuse(reason) : { url };
}

function judgeForm({ protocol, username, password, port }: URL): string | null {
  if (protocol !== "http:" && protocol !== "https:") return "only http and https are read";
  if (username || password) return "it carries a user name or a password";
  // The parser has dropped the port that belongs to the scheme.
  return ["", "80", "443"].includes(port) ? null : `port ${port} is not used for pages`;
}

/** Why this host, as `URL` writes it, may not be connected to or looked up; null if it may. */
function judgeHost(hostname: string): string | null {
  const literal = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  if (isIP(literal)) return judgeAddress(literal);
  if (hostname.split(".").includes("")) return "its host name has an empty part";
  if (!hostname.includes(".")) return "its host is a name of a local network";
  if (privateEndings.some((ending) => hostname.endsWith(ending))) return "its host is a name of a local network";
  return null;
}

function refuse(reason: string): { failure: ToolFailure } {
  return { failure: toolFailure("refused_address", `This address is not read: ${reason}.`) };
}
