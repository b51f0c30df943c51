"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { problemOfError } from "@/lib/client/problem";
import { useChangeSearchEngine, useTestSearchEngine } from "@/lib/client/search-engines";
import type { SearchEngineView } from "@/lib/core/api-search";
import { SearchEngineForm } from "./search-engine-form";

type SearchEngineRowProps = {
  engine: SearchEngineView;
  /** Whether panels that name no engine take this one. */
  isFirst: boolean;
};

/** One search engine: whether it can be used, and what can be done. */
export function SearchEngineRow({ engine, isFirst }: SearchEngineRowProps) {
  const [isOpen, setOpen] = useState(false);
  const { id, label, needs, origin } = engine;
  const test = useTestSearchEngine(id);
  const change = useChangeSearchEngine(id);
  const isSetUp = origin !== null;
  function finish(): void {
    setOpen(false);
    test.reset();
  }
  return (
    <li>
      <div className="flex items-start gap-3 py-3 pr-2 pl-4">
        <EngineAbout engine={engine} isFirst={isFirst} test={test} />
        <div className="flex shrink-0 items-center gap-1">
          {isSetUp ? (
            <Button size="sm" disabled={test.isPending} aria-label={`Test ${label}`} onClick={() => test.mutate()}>
              {test.isPending ? "Testing" : "Test"}
            </Button>
          ) : null}
          {needs === "nothing" ? null : (
            <Button
              size="sm"
              variant={isSetUp ? "quiet" : "secondary"}
              aria-expanded={isOpen}
              aria-label={`${isSetUp ? "Change" : "Set up"} ${label}`}
              onClick={() => setOpen((open) => !open)}
            >
              {isSetUp ? "Change" : "Set up"}
            </Button>
          )}
        </div>
      </div>
      {isOpen ? <SearchEngineForm engine={engine} change={change} onDone={finish} /> : null}
    </li>
  );
}

function EngineAbout({
  engine,
  isFirst,
  test,
}: SearchEngineRowProps & { test: ReturnType<typeof useTestSearchEngine> }) {
  const failed = test.error ? { ok: false, message: problemOfError(test.error).detail } : null;
  const result = test.isPending ? null : (test.data ?? failed);
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="text-13 font-semibold">{engine.label}</span>
        {isFirst ? <span className="text-12 text-text-2">used first</span> : null}
      </p>
      <EngineFacts engine={engine} />
      {engine.problem ? <p className="mt-1.5 text-12 text-danger">{engine.problem}</p> : null}
      {result ? (
        <output className={`mt-1.5 block text-12 ${result.ok ? "text-text-2" : "text-danger"}`}>
          {result.message}
        </output>
      ) : null}
    </div>
  );
}

function EngineFacts({ engine }: Pick<SearchEngineRowProps, "engine">) {
  const { address, origin } = engine;
  return (
    <p className="mt-0.5 text-12 text-text-2 [overflow-wrap:anywhere]">
      {address ? <span className="font-mono">{address}</span> : null}
      {address && origin === "environment" ? " · " : null}
      {factsOf(engine)}
    </p>
  );
}

/** All but its address. */
function factsOf({ id, needs, origin, keyLast4 }: SearchEngineView): string {
  if (needs === "nothing") return "No key needed. Encyclopedia, news and scholarly works only, no general web search.";
  if (origin === null)
    return id === "searxng" ? "Needs the address of a SearXNG server with the JSON format on." : "Needs a key.";
  const from = origin === "environment" ? "from the environment" : "";
  const what = needs === "address" ? "" : `Key ends in ${keyLast4}`;
  return [what, from].filter((part) => part !== "").join(" · ");
}
