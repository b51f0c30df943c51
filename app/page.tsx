import { NewConversation } from "@/components/conversation/new-conversation";
import { TopBar } from "@/components/conversation/top-bar";
import { admitPage } from "@/lib/server/access";
import { container } from "@/lib/server/container";

type HomeProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Home({ searchParams }: HomeProps) {
  await admitPage();
  const { panel } = await searchParams;
  return (
    <>
      <TopBar bare />
      <NewConversation
        labels={panelLabels()}
        offered={offeredProviders()}
        wantedPanelId={typeof panel === "string" ? panel : null}
      />
    </>
  );
}

/** What the models of the saved panels are called. */
function panelLabels(): Record<string, string> {
  const { panels, catalog } = container();
  const models = panels
    .list()
    .panels.flatMap(({ panelists, judge }) => [judge.model, ...panelists.map((p) => p.model)]);
  return Object.fromEntries(models.map((model) => [model, catalog.labelOf(model)]));
}

function offeredProviders() {
  const { providers } = container();
  return providers.connected().map(({ id, label, kind }) => ({ id, label, isDemo: kind === "demo" }));
}
