import type { Metadata } from "next";
import { headers } from "next/headers";
import { ApiDocs } from "@/components/docs/api-docs";
import { admitPage } from "@/lib/server/access";
import { chatParameters } from "@/lib/server/compat/parameters";

export const metadata: Metadata = { title: "API" };

const parameters = Object.entries(chatParameters).map(([name, { treatment, why }]) => ({ name, treatment, why }));

export default async function Page() {
  await admitPage();
  const host = (await headers()).get("host") ?? "localhost";
  return <ApiDocs origin={`http://${host}`} parameters={parameters} />;
}
