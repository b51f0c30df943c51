"use client";

import { Check, ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Menu } from "@/components/ui/menu";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { ComparedAnswers } from "./compared-answers";
import { ComparedPoints } from "./compared-points";
import type { DialogState } from "./lazy-dialog";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { phoneQuery } from "./use-phone";
import { compareVerdicts } from "./view/compare-verdicts";
import { comparisonSummary, firstPair } from "./view/compare-words";
import { verdictSummary } from "./view/status-line";

export type Side = { verdict: VerdictState; number: number };
/** Both verdicts, or on a phone the one that is looked at. */
export type Shown = "both" | "first" | "second";

/** Two verdicts of a turn: which points changed, which are only in one, and where the final answers part. */
export function CompareDialog({ turn, open, onOpenChange }: DialogState & { turn: TurnState }) {
  const [ids, setIds] = useState(() => firstPair(turn));
  const first = sideOf(turn, ids[0]);
  const second = sideOf(turn, ids[1]);
  if (!first || !second) return null;
  const choose = (index: 0 | 1, id: string) => setIds(index === 0 ? [id, ids[1]] : [ids[0], id]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Compare verdicts" width={1120} sheet="full">
      <div className="grid gap-3 pb-4 sm:grid-cols-2">
        <VerdictHead turn={turn} side={first} other={second} onChoose={(id) => choose(0, id)} />
        <VerdictHead turn={turn} side={second} other={first} onChoose={(id) => choose(1, id)} />
      </div>
      <Comparing turn={turn} first={first} second={second} />
    </Dialog>
  );
}

function sideOf({ verdicts }: TurnState, id: string): Side | null {
  const index = verdicts.findIndex((verdict) => verdict.id === id);
  const verdict = verdicts[index];
  return verdict ? { verdict, number: index + 1 } : null;
}

type HeadProps = { turn: TurnState; side: Side; other: Side; onChoose: (verdictId: string) => void };

function VerdictHead({ turn, side, other, onChoose }: HeadProps) {
  const { labels, change } = useTurnContext();
  const { chooseVerdict } = useTurnActions(turn.id);
  const { verdict, number } = side;
  const isCurrent = verdict.id === turn.currentVerdictId;
  const makeCurrent = () =>
    chooseVerdict.mutate(verdict.id, { ...tellProblem, onSuccess: () => change({ type: "verdict-changed" }) });
  return (
    <section
      aria-label={`Verdict ${number}`}
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 rounded-10 border border-line bg-surface px-4 py-3"
    >
      <JudgeDisc size={32} className="max-sm:hidden" />
      <div className="min-w-0 flex-1 basis-52">
        <h3 className="text-14 font-semibold">
          {turn.verdicts.length > 2 ? (
            <VersionMenu turn={turn} side={side} other={other} onChoose={onChoose} />
          ) : (
            `Verdict ${number}`
          )}
        </h3>
        <p className="figures text-12 text-text-2">{verdictSummary(verdict, labels)}</p>
      </div>
      {isCurrent ? (
        <span className="inline-flex h-8 items-center gap-1.5 text-13 text-text-2">
          <Check aria-hidden size={16} strokeWidth={1.75} />
          Current
        </span>
      ) : (
        <Button disabled={chooseVerdict.isPending} onClick={makeCurrent}>
          Make current
        </Button>
      )}
    </section>
  );
}

function VersionMenu({ turn, side, other, onChoose }: HeadProps) {
  const { labels } = useTurnContext();
  return (
    <Menu
      label={`Instead of verdict ${side.number}`}
      items={turn.verdicts.map((verdict, index) => ({
        label: `Verdict ${index + 1}`,
        detail: verdictSummary(verdict, labels),
        checked: verdict.id === side.verdict.id,
        disabled: verdict.id === other.verdict.id,
        onSelect: () => onChoose(verdict.id),
      }))}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="sm" className="-ml-2.5 text-14 font-semibold text-text">
          Verdict {side.number}
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}

type Filter = "changes" | "all";

function Comparing({ turn, first, second }: { turn: TurnState; first: Side; second: Side }) {
  const phone = useMediaQuery(phoneQuery);
  const [filter, setFilter] = useState<Filter>("all");
  const [one, setOne] = useState<"first" | "second">("second");
  const comparison = useMemo(
    () => compareVerdicts(turn, first.verdict, second.verdict),
    [turn, first.verdict, second.verdict],
  );
  const changes = comparison.changed.length + comparison.onlyInOne.length;
  const shown: Shown = phone ? one : "both";
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <p className="flex-1 basis-72 text-13 font-semibold">
          {comparisonSummary(comparison, first.verdict, second.verdict)}
        </p>
        {phone ? (
          <ToggleGroup
            label="Verdict shown"
            look="segments"
            options={[
              { value: "first" as const, label: `Verdict ${first.number}` },
              { value: "second" as const, label: `Verdict ${second.number}` },
            ]}
            value={one}
            onChange={setOne}
          />
        ) : null}
        <ToggleGroup
          label="Points compared"
          look="segments"
          options={[
            { value: "changes" as const, label: "Changes", count: changes },
            { value: "all" as const, label: "All", count: changes + comparison.same.length },
          ]}
          value={filter}
          onChange={setFilter}
        />
      </div>
      <ComparedPoints
        turn={turn}
        comparison={filter === "all" ? comparison : { ...comparison, same: [] }}
        numbers={[first.number, second.number]}
        shown={shown}
      />
      <ComparedAnswers first={first} second={second} shown={shown} />
    </>
  );
}
