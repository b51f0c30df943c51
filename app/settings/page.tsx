import type { Metadata } from "next";
import { SettingsPage } from "@/components/settings/settings-page";
import { admitPage } from "@/lib/server/access";

export const metadata: Metadata = { title: "Settings" };

export default async function Page() {
  await admitPage();
  return <SettingsPage />;
}
