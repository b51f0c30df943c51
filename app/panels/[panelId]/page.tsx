import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PanelBuilder } from "@/components/panel/panel-builder";
import type { SavedPanel } from "@/lib/core/api";
import { failureOf } from "@/lib/core/failure";
import { PanelId } from "@/lib/core/ids";
import { admitPage } from "@/lib/server/access";
import { container } from "@/lib/server/container";

type PageProps = { params: Promise<{ panelId: string }> };

export const metadata: Metadata = { title: "Edit panel" };

export default async function Page({ params }: PageProps) {
  await admitPage();
  const panel = findPanel((await params).panelId);
  if (!panel) notFound();
  return <PanelBuilder key={panel.panelId} panel={panel} />;
}

function findPanel(panelId: string): SavedPanel | null {
  const id = PanelId.safeParse(panelId);
  if (!id.success) return null;
  try {
    return container().panels.get(id.data);
  } catch (error) {
    if (failureOf(error).code === "not_found") return null;
    throw error;
  }
}
