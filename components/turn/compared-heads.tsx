"use client";

import { Check, ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Menu } from "@/components/ui/menu";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { TurnState } from "@/lib/core/turn";
import type { Side } from "./compare-dialog";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { basedOnNumber } from "./view/based-on";
import { verdictJudge, verdictSummary } from "./view/status-line";

type HeadsProps = { turn: TurnState; first: Side; second: Side; onChoose: (index: 0 | 1, verdictId: string) => void };

/** Who judged each of the two verdicts, what came of it, and which one counts. */
export function ComparedHeads({ turn, first, second, onChoose }: HeadsProps) {
  return (
    <div className="mb-4 grid shrink-0 divide-line overflow-hidden rounded-10 border border-line bg-surface max-sm:divide-y sm:grid-cols-2 sm:divide-x">
      <VerdictHead turn={turn} side={first} other={second} onChoose={(id) => onChoose(0, id)} />
      <VerdictHead turn={turn} side={second} other={first} onChoose={(id) => onChoose(1, id)} />
    </div>
  );
}

type HeadProps = { turn: TurnState; side: Side; other: Side; onChoose: (verdictId: string) => void };

function VerdictHead({ turn, side, other, onChoose }: HeadProps) {
  const { labels } = useTurnContext();
  const { verdict, number } = side;
  const kept = basedOnNumber(turn, verdict);
  return (
    <section
      aria-label={`Verdict ${number}`}
      className="flex min-w-0 flex-wrap items-center gap-x-3.5 gap-y-2 px-4 py-3.5"
    >
      <JudgeDisc size={32} className="max-sm:hidden" />
      <div className="min-w-0 flex-1 basis-52">
        <h3 className="flex min-h-6 flex-wrap items-center gap-x-2 text-14 font-semibold">
          {turn.verdicts.length > 2 ? (
            <VersionMenu turn={turn} side={side} other={other} onChoose={onChoose} />
          ) : (
            `Verdict ${number}`
          )}
          <span className="font-normal text-text-2 [overflow-wrap:anywhere]">{verdictJudge(verdict, labels)}</span>
        </h3>
        <p className="figures text-12 text-text-2">
          {kept === null ? "" : `Points of verdict ${kept} · `}
          {verdictSummary(verdict)}
        </p>
      </div>
      <MakeCurrent turn={turn} verdictId={verdict.id} />
    </section>
  );
}

function MakeCurrent({ turn, verdictId }: { turn: TurnState; verdictId: string }) {
  const { change } = useTurnContext();
  const { chooseVerdict } = useTurnActions(turn.id);
  if (verdictId === turn.currentVerdictId) {
    return (
      <span className="inline-flex h-8 items-center gap-1.5 text-13 text-text-2">
        <Check aria-hidden size={16} strokeWidth={1.75} />
        Current
      </span>
    );
  }
  const makeCurrent = () =>
    chooseVerdict.mutate(verdictId, { ...tellProblem, onSuccess: () => change({ type: "verdict-changed" }) });
  return (
    <Button disabled={chooseVerdict.isPending || turn.status === "running"} onClick={makeCurrent}>
      Make current
    </Button>
  );
}

function VersionMenu({ turn, side, other, onChoose }: HeadProps) {
  const { labels } = useTurnContext();
  return (
    <Menu
      label={`Instead of verdict ${side.number}`}
      items={turn.verdicts.map((verdict, index) => ({
        label: `Verdict ${index + 1}`,
        detail: `${verdictJudge(verdict, labels)} · ${verdictSummary(verdict)}`,
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
