"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { TopBar } from "@/components/conversation/top-bar";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { panelsQuery } from "@/lib/client/queries";
import type { SavedPanel } from "@/lib/core/api";
import { appSamples } from "./app-samples";
import { CodeWord, DocSection, docLinkClass, proseClass } from "./doc-section";
import { Errors, Models, type ParameterFacts, Parameters, Streaming } from "./facts";
import { McpSection } from "./mcp-section";
import { programSamples } from "./program-samples";
import { CodeText, Samples } from "./samples";
import { useOrigin } from "./use-origin";

type ApiDocsProps = {
  /** The address of this server as the request named it. */
  origin: string;
  parameters: ParameterFacts;
};

/** How programs use this very Parley: addresses, keys, samples with one's own panels, and what is accepted. */
export function ApiDocs({ origin: atStart, parameters }: ApiDocsProps) {
  const origin = useOrigin(atStart);
  const baseUrl = `${origin}/api/v1`;
  const panels = useQuery(panelsQuery).data?.panels ?? [];
  const [model, setModel] = useState(usualModel);
  const place = { baseUrl, model, label: labelOf(model, panels) };
  return (
    <>
      <TopBar>
        <span className="sm:pl-2">API</span>
      </TopBar>
      <div className="mx-auto w-full max-w-[880px] px-4 pt-6 pb-20 sm:px-10">
        <h1 className="title-face text-26">Use Parley from programs</h1>
        <p className={`mt-2 mb-8 ${proseClass}`}>
          A panel is a model: whatever speaks OpenAI&apos;s chat completions or OpenRouter&apos;s Fusion uses one by
          changing the base URL. The calls become turns that you find in the sidebar, under the name of the program.
        </p>
        <DocSection id="address" title="Address and key">
          <CodeText name="Base URL" code={baseUrl} />
          <p className={proseClass}>
            Send a key as <CodeWord>Authorization: Bearer …</CodeWord>. API tokens with a name, limits and a history of
            their own are made in{" "}
            <Link href="/settings#access" className={docLinkClass}>
              Settings
            </Link>
            . Without a password, programs on this machine may use any key. The samples read it from{" "}
            <CodeWord>PARLEY_API_KEY</CodeWord>. Web pages of other origins are refused, whatever key they have.
          </p>
        </DocSection>
        <DocSection id="samples" title="Copy and run">
          <ModelChoice model={model} panels={panels} onChange={setModel} />
          <Samples label="Language" samples={programSamples(place)} />
        </DocSection>
        <DocSection id="apps" title="Editors and apps">
          <Samples label="App" samples={appSamples(place)} />
        </DocSection>
        <McpSection mcpUrl={`${origin}/api/mcp`} />
        <Models />
        <Parameters facts={parameters} />
        <Streaming />
        <Errors />
      </div>
    </>
  );
}

const usualModel = "openrouter/fusion";

function labelOf(model: string, panels: readonly SavedPanel[]): string {
  return panels.find(({ slug }) => `parley/${slug}` === model)?.name ?? "the usual panel";
}

type ModelChoiceProps = { model: string; panels: readonly SavedPanel[]; onChange: (model: string) => void };

function ModelChoice({ model, panels, onChange }: ModelChoiceProps) {
  const options = [
    { value: usualModel, label: "The usual panel", detail: usualModel },
    ...panels.map(({ slug, name }) => ({ value: `parley/${slug}`, label: name, detail: `parley/${slug}` })),
  ];
  return (
    <Field label="Panel" hint={`model: ${model}`} className="max-w-[340px]">
      {(ids) => <Select {...ids} value={model} options={options} onChange={onChange} />}
    </Field>
  );
}
