"use client";
import { Field } from "@/components/ui/field";
import { Select, type SelectOption } from "@/components/ui/select";
import { maxPanelists, quorumOf } from "@/lib/core/panel-rules";
import { useBuilder } from "./builder-context";
import type { Draft } from "./draft";
import { NumberField } from "./number-field";
import { SideSection, sideField } from "./side-section";
import { SideSwitch } from "./side-switch";

/** When the judge starts, and when it starts without those who are late. */
export function QuorumSection() {
  const { draft, change, problemAt } = useBuilder();
  const { limits } = draft;
  const seats = Math.max(1, draft.seats.length);
  return (
    <SideSection id="quorum" title="Quorum and deadline">
      <Field label="Judge when" layout="beside" className={sideField}>
        {(ids) => (
          <Select
            {...ids}
            value={writeQuorum(limits.quorum, seats)}
            options={quorumOptions(limits, seats)}
            onChange={(value) => change({ type: "limits-changed", patch: { quorum: readQuorum(value) } })}
          />
        )}
      </Field>
      <NumberField
        label="Then wait for the others"
        layout="beside"
        className={sideField}
        unit="s at most"
        value={limits.graceSeconds}
        onChange={(value) => change({ type: "limits-changed", patch: { graceSeconds: value ?? Number.NaN } })}
        error={problemAt("limits.graceSeconds")}
      />
      <NumberField
        label="Or after"
        layout="beside"
        className={sideField}
        unit="s"
        value={limits.deadlineSeconds}
        onChange={(value) => change({ type: "limits-changed", patch: { deadlineSeconds: value ?? Number.NaN } })}
        error={problemAt("limits.deadlineSeconds")}
      />
      {seats > 2 ? (
        <SideSwitch
          label="Ask the two cheapest first"
          note="The judge compares them, and the others are asked only if the two contradict each other on something that weighs much."
          checked={limits.scout}
          onChange={(scout) => change({ type: "limits-changed", patch: { scout } })}
        />
      ) : null}
    </SideSection>
  );
}

type Quorum = Draft["limits"]["quorum"];

function quorumOptions(limits: Draft["limits"], seats: number): SelectOption<string>[] {
  const automatic = quorumOf({ ...limits, quorum: "auto" }, seats);
  const numbers = Array.from({ length: seats - 1 }, (_, index) => index + 1);
  return [
    { value: "auto", label: `Automatic (${automatic} of ${seats})` },
    { value: "all", label: seats === 1 ? "The one is done" : `All ${seats} are done` },
    ...numbers.map((count) => ({
      value: String(count),
      label: `${count} of ${seats} ${count === 1 ? "is" : "are"} done`,
    })),
  ];
}

/** A number that the panel has no seats for means all of them. */
function writeQuorum(quorum: Quorum, seats: number): string {
  return typeof quorum === "number" && quorum >= seats ? "all" : String(quorum);
}

function readQuorum(value: string): Quorum {
  if (value === "auto" || value === "all") return value;
  return Math.min(maxPanelists, Number(value));
}

/** What a turn may cost at most. */
export function CapSection() {
  const { draft, change, problemAt } = useBuilder();
  return (
    <SideSection id="cap" title="Spending cap">
      <NumberField
        label="At most, per turn"
        layout="beside"
        className={sideField}
        prefix="$"
        empty="No cap"
        value={draft.limits.maxCostUsd}
        onChange={(maxCostUsd) => change({ type: "limits-changed", patch: { maxCostUsd } })}
        error={problemAt("limits.maxCostUsd")}
      />
    </SideSection>
  );
}
