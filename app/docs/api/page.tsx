import type { Metadata } from "next";
import { headers } from "next/headers";
import { ApiDocs } from "@/components/docs/api-docs";
import { admitPage } from "@/lib/server/access";

export const metadata: Metadata = { title: "API" };

export default async function Page() {
  await admitPage();
  const host = (await headers()).get("host") ?? "localhost";
  return <ApiDocs origin={`http://${host}`} parameters={[]} />;
}
