import "server-only";
import { signInAddress } from "@/lib/core/sign-in-address";
import { container } from "./container";

/** Throws a FailureError unless this API request may go on. Every route goes through here by `handle`. */
export function admit(request: Request): void {
  container().access.admit(request);
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
