import type { Metadata } from "next";
import { DiagnosticsPage } from "@/components/settings/diagnostics-page";
import { admitPage } from "@/lib/server/access";

export const metadata: Metadata = { title: "Diagnostics" };

export default async function Page() {
  await admitPage();
  return <DiagnosticsPage />;
}
