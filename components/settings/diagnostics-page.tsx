"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { TopBar } from "@/components/conversation/top-bar";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { useCopied } from "@/components/ui/use-copied";
import { formatAge } from "@/components/words/time";
import { diagnosticsQuery } from "@/lib/client/diagnostics";
import { problemOfError } from "@/lib/client/problem";
import type { Diagnostics } from "@/lib/core/api-diagnostics";
import { breakerLine, type FactGroup, factsOf, failureLine, reportOf } from "./diagnostics-report";
import { WaitingList } from "./waiting-list";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

/** How the server does at this moment, with a report to hand on. */
export function DiagnosticsPage() {
  const { data, isError, error, refetch } = useQuery(diagnosticsQuery);
  return (
    <>
      <TopBar>
        <Link href="/settings" className="rounded-7 text-text-2 hover:text-text sm:pl-2">
          Settings
        </Link>
        <span aria-hidden className="px-2 text-text-3">
          /
        </span>
        <span>Diagnostics</span>
      </TopBar>
      <div className="mx-auto w-full max-w-[1000px] px-4 pt-6 pb-20 sm:px-10">
        <header className="flex flex-wrap items-center justify-between gap-3 pb-6">
          <h1 className="title-face text-26">Diagnostics</h1>
          {data ? <CopyReport diagnostics={data} /> : null}
        </header>
        {isError && data ? (
          <output className="block pb-5 text-13 text-attention">
            These are the last figures there were. {problemOfError(error).detail}
          </output>
        ) : null}
        {data ? (
          <Figures diagnostics={data} />
        ) : (
          <WaitingList
            isError={isError}
            problem={`The figures could not be read. ${isError ? problemOfError(error).detail : ""}`}
            onRetry={() => void refetch()}
          />
        )}
      </div>
    </>
  );
}

function CopyReport({ diagnostics }: { diagnostics: Diagnostics }) {
  const { copied, copy } = useCopied();
  return (
    <Button icon={copied ? <Check {...icon} /> : <Copy {...icon} />} onClick={() => copy(reportOf(diagnostics))}>
      {copied ? "Copied" : "Copy report"}
    </Button>
  );
}

function Figures({ diagnostics }: { diagnostics: Diagnostics }) {
  const { breakers, recentFailures } = diagnostics.upstream;
  return (
    <div className="grid gap-8">
      <p className="text-13 text-text-2">
        Looked at again every two seconds. The report holds these figures, and no key, question or answer.
      </p>
      <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {factsOf(diagnostics).map((group) => (
          <Facts key={group.title} group={group} />
        ))}
      </div>
      <Lines title="Models with failures in the last minute" none="Every model is asked as usual.">
        {breakers.map((breaker) => (
          <li key={`${breaker.providerId} ${breaker.model}`}>{breakerLine(breaker)}</li>
        ))}
      </Lines>
      <Lines title="Recent failures" none="No request has failed since the start.">
        {recentFailures.map((failure, index) => (
          <li key={`${failure.at} ${index}`} className="flex gap-3">
            <time dateTime={new Date(failure.at).toISOString()} className="figures shrink-0 text-text-3">
              {formatAge(failure.at, diagnostics.at)}
            </time>
            <span className="min-w-0 [overflow-wrap:anywhere]">{failureLine(failure)}</span>
          </li>
        ))}
      </Lines>
      <Disclosure summary="The report as text">
        <pre className="mt-3 rounded-7 bg-sunken p-3 font-mono text-12 whitespace-pre-wrap [overflow-wrap:anywhere]">
          {reportOf(diagnostics)}
        </pre>
      </Disclosure>
    </div>
  );
}

function Facts({ group }: { group: FactGroup }) {
  return (
    <section aria-label={group.title}>
      <h2 className="pb-2 text-16 font-semibold">{group.title}</h2>
      <dl className="divide-y divide-line border-y border-line text-13">
        {group.facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-4 py-2">
            <dt className="text-text-2">{name}</dt>
            <dd className="figures text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Lines({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <h2 className="pb-2 text-16 font-semibold">{title}</h2>
      {children.length === 0 ? (
        <p className="text-13 text-text-2">{none}</p>
      ) : (
        <ul className="grid gap-2 text-13">{children}</ul>
      )}
    </section>
  );
}
