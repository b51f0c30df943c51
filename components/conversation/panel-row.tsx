"use client";
import { ChevronDown, Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Seat } from "@/components/ui/seat";
import type { SavedPanel } from "@/lib/core/api";
import type { Panelist } from "@/lib/core/panel";
import { autoWords, SoloSeatMenu } from "./answerer";
import { EstimateLine } from "./estimate-line";
import type { ModeChoice } from "./mode";
import { labelOfModel, type ModelLabels } from "./model-label";
import { isDemoPanel, missingProviders, type Offered } from "./panel-facts";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

type PanelRowProps = {
  panel: SavedPanel;
  panels: readonly SavedPanel[];
  onChoose: (panelId: string) => void;
  question: string;
  labels: ModelLabels;
  offered: readonly Offered[];
  choice: ModeChoice;
  /** The seat that answers alone in mode solo. */
  seat: Panelist | undefined;
  onSeat: (panelistId: string) => void;
};

/** Who will answer, who judges, and what it usually costs. */
export function PanelRow(props: PanelRowProps) {
  const { panel, panels, onChoose, question, offered, choice } = props;
  return (
    <div className="flex min-h-[52px] flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5 text-13">
      <PanelMenu {...{ panel, panels, onChoose, offered }} />
      <Answerers {...props} />
      <span className="ml-auto text-right">
        <EstimateLine
          panel={panel.panelId}
          question={question}
          conversationId={null}
          isDemo={isDemoPanel(panel)}
          choice={choice}
        />
      </span>
    </div>
  );
}

/** One seat, or all of them with the judge set apart, or who chooses between the two. */
function Answerers({ panel, labels, choice, seat, onSeat }: PanelRowProps) {
  if (choice.mode === "solo" && seat) return <SoloSeatMenu {...{ panelists: panel.panelists, seat, onSeat, labels }} />;
  const judge = labelOfModel(panel.judge.model, labels);
  return (
    <>
      <ul aria-label="Panelists" className="flex flex-wrap items-center gap-1">
        {panel.panelists.map((panelist) => (
          <li key={panelist.id} className="flex">
            <Seat label={panelist.label || labelOfModel(panelist.model, labels)} size={24} named />
          </li>
        ))}
      </ul>
      <span aria-hidden className="hidden h-5 w-px bg-line-strong sm:block" />
      <span className="flex min-w-0 items-center gap-2 text-text-2">
        <JudgeDisc size={24} />
        <span className="truncate">{choice.mode === "auto" ? autoWords(panel, labels) : judgeWords(judge)}</span>
      </span>
    </>
  );
}

function judgeWords(label: string): string {
  return /\bjudge$/i.test(label) ? label : `${label} judges`;
}

type PanelMenuProps = Pick<PanelRowProps, "panel" | "panels" | "onChoose" | "offered">;

function PanelMenu({ panel, panels, onChoose, offered }: PanelMenuProps) {
  const router = useRouter();
  const items: MenuEntry[] = [
    ...panels.map((item) => ({
      label: item.name,
      detail: panelDetail(item, offered),
      checked: item.panelId === panel.panelId,
      onSelect: () => onChoose(item.panelId),
    })),
    "separator",
    {
      label: `Edit ${panel.name}`,
      icon: <Pencil {...icon} />,
      onSelect: () => router.push(`/panels/${panel.panelId}`),
    },
    { label: "New panel", icon: <Plus {...icon} />, onSelect: () => router.push("/panels/new") },
  ];
  return (
    <Menu
      label="Panel"
      items={items}
      width={240}
      trigger={(props) => (
        <Button {...props} size="sm" aria-label={`Panel: ${panel.name}`} className="max-w-44">
          <span className="truncate">{panel.name}</span>
          <ChevronDown {...icon} />
        </Button>
      )}
    />
  );
}

function panelDetail(panel: SavedPanel, offered: readonly Offered[]): string {
  const missing = missingProviders(panel, offered);
  if (missing.length > 0) return `Not connected: ${missing.join(", ")}`;
  const count = panel.panelists.length;
  return `${count} ${count === 1 ? "panelist" : "panelists"}`;
}
