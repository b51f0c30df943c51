"use client";

import { ArrowLeftRight } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { useMediaQuery } from "@/components/ui/use-media-query";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { ComparedAnswers } from "./compared-answers";
import { ComparedHeads } from "./compared-heads";
import { ComparedPoints } from "./compared-points";
import type { DialogState } from "./lazy-dialog";
import { phoneQuery } from "./use-phone";
import { compareVerdicts } from "./view/compare-verdicts";
import { comparisonDetail, comparisonSummary, firstPair } from "./view/compare-words";
import { comparedRowId } from "./view/compared-row-id";

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
      <ComparedHeads turn={turn} first={first} second={second} onChoose={choose} />
      <Comparing turn={turn} first={first} second={second} onSwap={() => setIds([ids[1], ids[0]])} />
    </Dialog>
  );
}

function sideOf({ verdicts }: TurnState, id: string): Side | null {
  const index = verdicts.findIndex((verdict) => verdict.id === id);
  const verdict = verdicts[index];
  return verdict ? { verdict, number: index + 1 } : null;
}

type Filter = "changes" | "all";
type ComparingProps = { turn: TurnState; first: Side; second: Side; onSwap: () => void };

function Comparing({ turn, first, second, onSwap }: ComparingProps) {
  const phone = useMediaQuery(phoneQuery);
  const [filter, setFilter] = useState<Filter>("all");
  const [unfolded, setUnfolded] = useState(false);
  const [one, setOne] = useState<"first" | "second">("second");
  const comparison = useMemo(
    () => compareVerdicts(turn, first.verdict, second.verdict),
    [turn, first.verdict, second.verdict],
  );
  const changes = comparison.changed.length + comparison.onlyInOne.length;
  const shown: Shown = phone ? one : "both";
  const numbers = [first.number, second.number] as const;

  /** From a chip to its row, which may be folded or filtered away. */
  const goToRow = useCallback((verdictId: string, pointId: string) => {
    setFilter("all");
    setUnfolded(true);
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(comparedRowId(verdictId, pointId))));
  }, []);

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <p className="flex-1 basis-72 text-13">
          <span className="font-semibold">{comparisonSummary(comparison, first.verdict, second.verdict)}</span>{" "}
          <span className="text-text-2">{comparisonDetail(comparison, numbers)}</span>
        </p>
        {phone ? (
          <VerdictToggle numbers={numbers} value={one} onChange={setOne} />
        ) : (
          <Button variant="quiet" size="sm" onClick={onSwap} icon={<ArrowLeftRight {...icon} />}>
            Swap
          </Button>
        )}
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
        comparison={filter === "all" ? comparison : { ...comparison, same: [] }}
        sides={[first, second]}
        shown={shown}
        unfolded={unfolded}
        onUnfold={() => setUnfolded(true)}
      />
      {filter === "changes" && changes === 0 ? <p className="text-13 text-text-2">No point changed.</p> : null}
      <ComparedAnswers turn={turn} first={first} second={second} shown={shown} onGoToPoint={goToRow} />
    </>
  );
}

type VerdictToggleProps = {
  numbers: readonly [number, number];
  value: "first" | "second";
  onChange: (value: "first" | "second") => void;
};

function VerdictToggle({ numbers, value, onChange }: VerdictToggleProps) {
  const options = [
    { value: "first" as const, label: `Verdict ${numbers[0]}` },
    { value: "second" as const, label: `Verdict ${numbers[1]}` },
  ];
  return <ToggleGroup label="Verdict shown" look="segments" options={options} value={value} onChange={onChange} />;
}

function focusRow(id: string): void {
  const row = document.getElementById(id);
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
}

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;
