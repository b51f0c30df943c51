import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { safeReturnPath } from "@/components/settings/return-path";
import { SignInForm } from "@/components/settings/sign-in-form";
import { container } from "@/lib/server/container";

export const metadata: Metadata = { title: "Sign in" };

type PageProps = { searchParams: Promise<{ from?: string | string[] }> };

/** The one page for strangers; whoever is signed in already is sent on. */
export default async function Page({ searchParams }: PageProps) {
  const sent = new Headers(await headers());
  const { access } = container();
  if (!access.isKnownHost(sent)) notFound();
  const { from } = await searchParams;
  const asked = typeof from === "string" ? from : undefined;
  if (access.isSignedIn(sent)) redirect(safeReturnPath(asked));
  return <SignInForm from={asked} />;
}
