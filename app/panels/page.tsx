import type { Metadata } from "next";
import { PanelsPage } from "@/components/panel/panel-list";
import { admitPage } from "@/lib/server/access";

export const metadata: Metadata = { title: "Panels" };

export default async function Page() {
  await admitPage();
  return <PanelsPage />;
}
