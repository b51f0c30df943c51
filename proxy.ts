import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/server/content-security";
import { allowedHostNames, isAllowedHost, splitHosts } from "@/lib/server/hosts";

const hosts = allowedHostNames(process.env.HOST ?? "127.0.0.1", splitHosts(process.env.PARLEY_ALLOWED_HOSTS));
const policyHeader = "content-security-policy";

/** Gives every page its security headers and refuses foreign host names. No boundary: `admitPage` checks again. */
export function proxy(request: NextRequest): NextResponse {
  if (!isAllowedHost(request.headers.get("host"), hosts)) return refuseHost();
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from here.
  headers.set(policyHeader, policy);
  headers.set("x-nonce", nonce);
  // A page cannot ask Next for its own address; whoever must sign in first comes back to it.
  headers.set("x-page", request.nextUrl.pathname);
  return withSecurityHeaders(NextResponse.next({ request: { headers } }), policy);
}

function refuseHost(): NextResponse {
  const words = "This server does not answer to that host name. Add it to PARLEY_ALLOWED_HOSTS if it is yours.\n";
  const response = new NextResponse(words, { status: 421, headers: { "content-type": "text/plain; charset=utf-8" } });
  return withSecurityHeaders(response, "default-src 'none'");
}

function withSecurityHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set(policyHeader, policy);
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  return response;
}

export const config = {
  // Not the APIs: a proxy reads bodies whole and cuts them at 10 MB. Not the built files: they are the same for everyone.
  matcher: ["/((?!api/|v1/|_next/static/).*)"],
};
