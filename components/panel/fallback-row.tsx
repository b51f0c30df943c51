"use client";
import { ArrowLeft, ArrowRight, CornerDownRight, Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Seat } from "@/components/ui/seat";
import { useBuilder } from "./builder-context";
import { maxFallbacks } from "./draft-reducer";
import { lookUpModel } from "./model-book";
import { Caution } from "./model-line";
import { ModelPicker } from "./model-picker";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The judges that step in, in their order. */
export function FallbackRow() {
  const { draft, change, catalog } = useBuilder();
  const { fallbacks } = draft.judge;

  function add(model: string): void {
    change({ type: "fallback-added", model });
    announce(`${lookUpModel(model, catalog).label} added as fallback judge ${fallbacks.length + 1}`);
  }

  return (
    <div className="flex min-h-[42px] items-start gap-3 py-1.5 pr-2 pl-3 text-13 text-text-2">
      <span className="flex h-[30px] w-8 shrink-0 items-center justify-center">
        <CornerDownRight {...icon} />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="flex h-[30px] items-center">If it fails</span>
        <ol className="contents">
          {fallbacks.map((model, index) => (
            <li key={`${index}-${model}`} className="flex min-w-0 items-center gap-2">
              {index > 0 ? <span>then</span> : null}
              <Fallback model={model} index={index} />
            </li>
          ))}
        </ol>
        {fallbacks.length < maxFallbacks ? (
          <ModelPicker
            label="Choose a fallback judge"
            current=""
            align="start"
            onPick={({ model }) => add(model)}
            trigger={(props) => (
              <Button
                {...props}
                variant="quiet"
                size="sm"
                className="h-[30px] text-text max-sm:-ml-2.5"
                icon={<Plus {...icon} />}
              >
                Add a fallback
              </Button>
            )}
          />
        ) : (
          <span className="text-12 text-text-3">At most 4 fallback judges</span>
        )}
      </div>
    </div>
  );
}

function Fallback({ model, index }: { model: string; index: number }) {
  const { draft, change, catalog, families } = useBuilder();
  const entry = lookUpModel(model, catalog);
  const last = draft.judge.fallbacks.length - 1;
  const items: MenuEntry[] = [
    {
      label: "Ask earlier",
      icon: <ArrowLeft {...icon} />,
      disabled: index === 0,
      onSelect: () => change({ type: "fallback-moved", index, to: index - 1 }),
    },
    {
      label: "Ask later",
      icon: <ArrowRight {...icon} />,
      disabled: index === last,
      onSelect: () => change({ type: "fallback-moved", index, to: index + 1 }),
    },
    "separator",
    {
      label: "Remove",
      icon: <Trash2 {...icon} />,
      destructive: true,
      onSelect: () => change({ type: "fallback-removed", index }),
    },
  ];
  return (
    <>
      <Menu
        label={`Fallback judge ${entry.label}`}
        items={items}
        trigger={(props) => (
          <button
            type="button"
            {...props}
            className="flex h-[30px] min-w-0 items-center gap-2 rounded-7 px-1 text-13 font-medium text-text hover:bg-hover"
          >
            <Seat label={entry.label} size={20} />
            <span className="truncate">{entry.label}</span>
          </button>
        )}
      />
      {entry.trouble ? (
        <Caution>{entry.trouble}</Caution>
      ) : families.fallbacksOnPanel[index] ? (
        <Caution>on the panel</Caution>
      ) : null}
    </>
  );
}
