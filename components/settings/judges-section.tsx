"use client";
import { useQuery } from "@tanstack/react-query";
import { countOf } from "@/components/words/counts";
import { judgesQuery } from "@/lib/client/queries";
import type { JudgeList } from "@/lib/core/api";
import { quoteRateWords } from "./quote-rate";
import { SettingsSection } from "./settings-section";
import { WaitingList } from "./waiting-list";

/** How well the models that have judged here copied the words they quote. */
export function JudgesSection() {
  const { data, isError, refetch } = useQuery(judgesQuery);
  return (
    <SettingsSection
      id="judges"
      title="Judges"
      note="Every quote of a judge is looked for in the answer it names, before the judge may mend it. One that is not there is never shown as a quote."
    >
      <div className="rounded-10 border border-line bg-surface">
        {data ? (
          <JudgeRows judges={data.judges} />
        ) : (
          <WaitingList
            isError={isError}
            problem="The record of the judges could not be read."
            onRetry={() => void refetch()}
          />
        )}
      </div>
    </SettingsSection>
  );
}

function JudgeRows({ judges }: JudgeList) {
  if (judges.length === 0) {
    return <p className="px-4 py-3 text-13 text-text-2">No model has judged here yet.</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {judges.map((judge) => (
        <li key={judge.model} className="flex flex-wrap items-baseline gap-x-6 gap-y-0.5 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="text-13 font-semibold">{judge.label}</p>
            <p className="mt-0.5 font-mono text-12 text-text-2 [overflow-wrap:anywhere]">{judge.model}</p>
          </div>
          <div className="text-12 text-text-2 sm:text-right">
            <p className="figures text-13 text-text">{quoteRateWords(judge)}</p>
            <p className="figures mt-0.5">{verdictWords(judge)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function verdictWords({ verdicts, failedVerdicts }: JudgeList["judges"][number]): string {
  const judged = countOf(verdicts, "verdict");
  return failedVerdicts === 0 ? judged : `${judged}, and ${countOf(failedVerdicts, "try", "tries")} that failed`;
}
