"use client";

import { Check, ChevronDown, Hand, Scissors, Square, TriangleAlert } from "lucide-react";
import { usePageClock } from "@/components/conversation/page-clock";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Menu } from "@/components/ui/menu";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { formatMoment } from "./view/day";
import { type Fact, statusFacts, verdictDetail } from "./view/status-line";

const icons = { done: Check, cut_off: Scissors, failed: TriangleAlert, refused: Hand, stopped: Square } as const;

const tones: Record<Fact["tone"], string> = {
  strong: "font-semibold text-text",
  plain: "text-text-2",
  attention: "font-medium text-attention",
  danger: "font-medium text-danger",
};

/** One line of facts about a finished turn, and the way to its other verdicts. */
export function StatusLine({ turn, verdict }: { turn: TurnState; verdict: VerdictState | null }) {
  const { labels } = useTurnContext();
  const facts = statusFacts(turn, verdict, labels);
  return (
    <div className="flex items-start gap-4 border-b border-line pb-3">
      <div className="min-w-0 flex-1 overflow-hidden">
        <ul className="figures -ml-5 flex flex-wrap gap-y-1 text-13">
          {facts.map((fact) => (
            // The dot stands before each fact; at the start of a line it is cut off.
            <li
              key={fact.text}
              className="relative pl-5 before:absolute before:left-2 before:text-text-3 before:opacity-60 before:content-['·']"
            >
              <FactWords fact={fact} />
            </li>
          ))}
        </ul>
      </div>
      {turn.verdicts.length > 1 && verdict ? <VerdictMenu turn={turn} verdict={verdict} /> : null}
    </div>
  );
}

function FactWords({ fact }: { fact: Fact }) {
  const Icon = fact.icon ? icons[fact.icon] : null;
  return (
    <span className={cx("inline-flex items-center gap-1.5", tones[fact.tone])}>
      {Icon ? <Icon aria-hidden size={16} strokeWidth={1.75} /> : null}
      {fact.text}
    </span>
  );
}

function VerdictMenu({ turn, verdict }: { turn: TurnState; verdict: VerdictState }) {
  const { turnId, labels, change } = useTurnContext();
  const { chooseVerdict } = useTurnActions(turnId);
  const { now, minutesEast } = usePageClock();
  const choose = (verdictId: string) =>
    chooseVerdict.mutate(verdictId, { ...tellProblem, onSuccess: () => change({ type: "verdict-changed" }) });
  const words = `Verdict ${turn.verdicts.indexOf(verdict) + 1} of ${turn.verdicts.length}`;
  return (
    <Menu
      label="Verdicts"
      align="end"
      items={turn.verdicts.map((each, index) => ({
        label: `Verdict ${index + 1}`,
        detail: verdictDetail(turn, each, labels, formatMoment(each.startedAt, now, minutesEast)),
        checked: each.id === verdict.id,
        onSelect: () => choose(each.id),
      }))}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="sm" className="-my-1 -mr-2" disabled={chooseVerdict.isPending}>
          {words}
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}
