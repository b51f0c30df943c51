"use client";
import { Field } from "@/components/ui/field";
import { Select, type SelectOption } from "@/components/ui/select";
import { useSearchEngines } from "@/lib/client/search-engines";
import type { SearchEngineView } from "@/lib/core/api-search";
import type { ToolEngine } from "@/lib/core/panel";
import { useBuilder } from "./builder-context";
import { NumberField } from "./number-field";
import { SideSection, sideField } from "./side-section";
import { SideSwitch } from "./side-switch";
import { SitesField } from "./sites-field";

/** What the panelists may look up, and where. */
export function ToolsSection() {
  const { draft, change, problemAt } = useBuilder();
  const { tools } = draft;
  const set = (patch: Partial<typeof tools>) => change({ type: "tools-changed", patch });
  return (
    <SideSection id="tools" title="Web tools">
      <SideSwitch label="Search the web" checked={tools.search} onChange={(search) => set({ search })} />
      <SideSwitch label="Read pages" checked={tools.fetch} onChange={(fetch) => set({ fetch })} />
      {tools.search ? (
        <>
          <EngineField value={tools.engine} onChange={(engine) => set({ engine })} />
          <NumberField
            label="Results per search"
            layout="beside"
            className={sideField}
            value={tools.maxResults}
            onChange={(value) => set({ maxResults: value ?? Number.NaN })}
            error={problemAt("tools.maxResults")}
          />
        </>
      ) : null}
      {tools.search || tools.fetch ? (
        <>
          <NumberField
            label="Calls per panelist"
            layout="beside"
            className={sideField}
            value={tools.maxToolCalls}
            onChange={(value) => set({ maxToolCalls: value ?? Number.NaN })}
            error={problemAt("tools.maxToolCalls")}
          />
          <SitesField
            label="Only these sites"
            empty="All sites"
            sites={tools.allowedDomains}
            onChange={(allowedDomains) => set({ allowedDomains })}
            error={problemAt("tools.allowedDomains")}
          />
          <SitesField
            label="Excluded sites"
            empty="None"
            sites={tools.excludedDomains}
            onChange={(excludedDomains) => set({ excludedDomains })}
            error={problemAt("tools.excludedDomains")}
          />
        </>
      ) : null}
    </SideSection>
  );
}

type EngineFieldProps = { value: ToolEngine; onChange: (engine: ToolEngine) => void };

function EngineField({ value, onChange }: EngineFieldProps) {
  const { data: engines } = useSearchEngines();
  const chosen = engines?.find(({ id }) => id === value);
  const hint = chosen?.origin === null ? "Not set up yet: see Settings, Web search." : hints[value];
  return (
    <Field
      label="Engine"
      layout="beside"
      className={sideField}
      hint={hint ? <span className="block pt-1.5 pb-1">{hint}</span> : null}
    >
      {(ids) => <Select<ToolEngine> {...ids} value={value} options={optionsOf(engines ?? [])} onChange={onChange} />}
    </Field>
  );
}

const hints: Partial<Record<ToolEngine, string>> = {
  auto: "OpenRouter searches for its own models; for others the first engine of Settings.",
  openrouter: "Only for models reached through OpenRouter; others use the first engine of Settings.",
};

function optionsOf(engines: readonly SearchEngineView[]): SelectOption<ToolEngine>[] {
  return [
    { value: "auto", label: "Automatic" },
    { value: "openrouter", label: "OpenRouter" },
    ...engines.map(({ id, label, origin }) => ({
      value: id,
      label: id === "open" ? "Open libraries" : label,
      ...(origin === null ? { detail: "Not set up" } : {}),
    })),
  ];
}
