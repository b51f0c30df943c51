import "server-only";
import type { TokenScope } from "@/lib/core/api-tokens";
import { signInAddress } from "@/lib/core/sign-in-address";
import { container } from "./container";
import type { Program } from "./programs";

/** Throws a FailureError unless this API request may go on. Every route goes through here by `handle`. */
export function admit(request: Request): void {
  container().access.admit(request);
}

/**
 * Who is behind a request to /api/v1, /v1 or /api/mcp, by its Bearer key alone; `scope` null = any key will do. Throws a
 * FailureError (421, 403, 401, 402, 429). Every route for programs goes through here instead of `admit`.
 */
export function admitProgram(request: Request, scope: TokenScope | null): Program {
  return container().programs.admit(request, scope);
}

/** The same checks for a page: an unknown host gets nothing, a stranger is sent to the sign-in page. */
export async function admitPage(): Promise<void> {
  // Loaded here because routes need `admit` and nothing of what pages need; it does not run outside of Next.
  const [{ headers }, { notFound, redirect }] = await Promise.all([import("next/headers"), import("next/navigation")]);
  const sent = new Headers(await headers());
  const { access } = container();
  if (!access.isKnownHost(sent)) notFound();
  if (!access.isSignedIn(sent)) redirect(signInAddress(sent.get("x-page") ?? "/"));
}
