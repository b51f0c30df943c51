import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { untitled } from "@/components/conversation/titles";
import { ConversationPage } from "@/components/turn/conversation-page";
import type { ConversationView } from "@/lib/core/api";
import { failureOf } from "@/lib/core/failure";
import { admitPage } from "@/lib/server/access";
import { container } from "@/lib/server/container";

type PageProps = { params: Promise<{ conversationId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await admitPage();
  const { conversationId } = await params;
  return { title: viewOf(conversationId).title || untitled };
}

export default async function Conversation({ params }: PageProps) {
  await admitPage();
  const { conversationId } = await params;
  const initial = viewOf(conversationId);
  const models = modelsOf(initial);
  return (
    <ConversationPage key={conversationId} initial={initial} labels={labelsOf(models)} localModels={localOf(models)} />
  );
}

/** The stored conversation; an unknown id is the page that says so. */
function viewOf(conversationId: string): ConversationView {
  try {
    return container().conversations.view(conversationId);
  } catch (error) {
    if (failureOf(error).code === "not_found") notFound();
    throw error;
  }
}

/** The models of its turns, and of the saved panels that a follow-up may ask. */
function modelsOf({ turns }: ConversationView): string[] {
  const panels = [...turns.map((turn) => turn.panel), ...container().panels.list().panels];
  const seated = panels.flatMap(({ panelists, judge, synthesizer }) => [
    ...panelists.map((panelist) => panelist.model),
    judge.model,
    ...judge.fallbacks,
    ...(synthesizer.model ? [synthesizer.model] : []),
  ]);
  const judged = turns.flatMap((turn) => turn.verdicts.map((verdict) => verdict.judge.model));
  return [...new Set<string>([...seated, ...judged])];
}

function labelsOf(models: readonly string[]): Record<string, string> {
  const { catalog } = container();
  return Object.fromEntries(models.map((model) => [model, catalog.labelOf(model)]));
}

/** Those that run on this machine: nobody is paid for them. */
function localOf(models: readonly string[]): string[] {
  const { providers } = container();
  const local = providers.list().flatMap(({ id, kind }) => (kind === "local" ? [id] : []));
  return models.filter((model) => local.some((id) => model.startsWith(`${id}:`)));
}
