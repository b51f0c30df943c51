"use client";

import { ChevronDown, Gavel } from "lucide-react";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { PointState } from "@/lib/core/analysis";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDeciding } from "./use-deciding";
import { type Choice, choicesOf, isDropped } from "./view/ruling-words";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

/** A person decides a point, or takes that back. What is no contradiction can only be dropped. */
export function DecideMenu({ point }: { point: PointState }) {
  const { seats } = useTurnContext();
  const { decide, busy } = useDecide(point);
  const choices = choicesOf(point, seats);
  if (point.kind !== "contradictions") {
    const [drop] = choices;
    const act = () => decide(isDropped(point) || !drop ? null : drop);
    return (
      <Button variant="quiet" size="sm" aria-disabled={busy} icon={<Gavel {...icon} />} onClick={act}>
        {isDropped(point) ? "Take back" : "Drop this point"}
      </Button>
    );
  }
  const items: MenuEntry[] = choices.map((choice) => ({
    label: choice.label,
    ...(choice.detail ? { detail: choice.detail } : {}),
    checked: isChosen(point, choice),
    disabled: busy,
    onSelect: () => decide(choice),
  }));
  const back: MenuEntry[] = point.ruling
    ? ["separator", { label: "Take back", disabled: busy, onSelect: () => decide(null) }]
    : [];
  return (
    <Menu
      label="Decide this point"
      width={260}
      items={[...items, ...back]}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="sm" aria-disabled={busy} icon={<Gavel {...icon} />}>
          Decide
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}

function isChosen({ ruling }: PointState, { decision, panelistIds }: Choice): boolean {
  if (ruling?.decision !== decision) return false;
  return panelistIds.length === ruling.panelistIds.length && ruling.panelistIds.every((id) => panelistIds.includes(id));
}

function useDecide(point: PointState) {
  const { turnId } = useTurnContext();
  const { rulePoint } = useTurnActions(turnId);
  const { verdictId, may } = useDeciding();
  const busy = may !== "decide" || rulePoint.isPending;

  function decide(choice: Choice | null): void {
    if (busy) return;
    const { id: pointId } = point;
    const ruling = choice && { pointId, decision: choice.decision, panelistIds: choice.panelistIds };
    const said = choice ? `Decided: ${choice.label}` : "Decision taken back";
    rulePoint.mutate({ verdictId, pointId, ruling }, { ...tellProblem, onSuccess: () => announce(said) });
  }

  return { decide, busy };
}
