"use client";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { CheckRow } from "@/components/ui/check-row";
import { cx } from "@/components/ui/cx";
import { fieldClass } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { useBuilder } from "./builder-context";
import { listWords } from "./families";
import { SideSection, sideField } from "./side-section";
import { SideSwitch } from "./side-switch";

/** Where the questions of this panel may go, and what may be done with them there. */
export function PolicySection() {
  const { draft, change } = useBuilder();
  const { denyDataCollection, zeroRetention } = draft.dataPolicy;
  return (
    <SideSection id="policy" title="Data policy">
      <ProvidersField />
      <SideSwitch
        label="No data collection"
        checked={denyDataCollection}
        onChange={(checked) => change({ type: "policy-changed", patch: { denyDataCollection: checked } })}
      />
      <SideSwitch
        label="Zero retention only"
        checked={zeroRetention}
        onChange={(checked) => change({ type: "policy-changed", patch: { zeroRetention: checked } })}
      />
      <p className="text-12 text-text-3">The two switches apply to models reached through OpenRouter.</p>
    </SideSection>
  );
}

type Choice = { id: string; label: string };

/** Two providers may have one name; then each shows its id, which begins the names of its models. */
function nameProvider({ id, label }: Choice, all: readonly Choice[]): Choice {
  const isAlone = all.filter((other) => other.label === label).length === 1;
  return { id, label: isAlone ? label : `${label} (${id})` };
}

function ProvidersField() {
  const { draft, change, catalog } = useBuilder();
  const allowed = draft.dataPolicy.allowedProviders;
  const connected = (catalog?.providers ?? []).map((provider, _, all) => nameProvider(provider, all));
  const gone = allowed.filter((id) => !connected.some((provider) => provider.id === id));
  const choices = [...connected, ...gone.map((id) => ({ id, label: `${id} (not connected)` }))];
  const names = choices.filter(({ id }) => allowed.includes(id)).map(({ label }) => label);
  const id = useId();

  function toggle(providerId: string): void {
    const allowedProviders = allowed.includes(providerId)
      ? allowed.filter((one) => one !== providerId)
      : [...allowed, providerId];
    change({ type: "policy-changed", patch: { allowedProviders } });
  }

  return (
    <div className={cx("grid items-center gap-x-4", sideField)}>
      <span id={id} className="text-13 text-text-2">
        Providers
      </span>
      <Popover
        label="Providers allowed"
        align="end"
        width={260}
        trigger={(props) => (
          <button
            type="button"
            {...props}
            aria-label={`Providers: ${names.length === 0 ? "all connected" : listWords(names)}`}
            className={cx(fieldClass, "flex h-[34px] items-center gap-2 text-left")}
          >
            <span className="min-w-0 flex-1 truncate">{names.length === 0 ? "All connected" : names.join(", ")}</span>
            <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />
          </button>
        )}
      >
        {() => (
          <fieldset aria-label="Providers allowed" className="grid min-w-0 p-1">
            <CheckRow
              checked={allowed.length === 0}
              onToggle={() => change({ type: "policy-changed", patch: { allowedProviders: [] } })}
            >
              All connected
            </CheckRow>
            <div className="mx-2.5 my-1 h-px bg-line" />
            {choices.map((choice) => (
              <CheckRow key={choice.id} checked={allowed.includes(choice.id)} onToggle={() => toggle(choice.id)}>
                <span className="min-w-0 flex-1 truncate">{choice.label}</span>
              </CheckRow>
            ))}
          </fieldset>
        )}
      </Popover>
    </div>
  );
}
