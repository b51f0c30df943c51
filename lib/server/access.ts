import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { container } from "./container";

/** Throws a FailureError unless this API request may go on. Every route goes through here by `handle`. */
export function admit(request: Request): void {
  container().access.admit(request);
}

/** The same checks for a page: an unknown host gets nothing, a stranger is sent to the sign-in page. */
export async function admitPage(): Promise<void> {
  const sent = new Headers(await headers());
  const { access } = container();
  if (!access.isKnownHost(sent)) notFound();
  if (!access.isSignedIn(sent)) redirect("/sign-in");
}
