import type { Metadata } from "next";
import { PanelBuilder } from "@/components/panel/panel-builder";
import { admitPage } from "@/lib/server/access";

export const metadata: Metadata = { title: "New panel" };

export default async function Page() {
  await admitPage();
  return <PanelBuilder panel={null} />;
}
