"use client";

import { Check, Copy, Ellipsis, Maximize2, Minimize2, Pin, RotateCcw, Square } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { useCopied } from "@/components/ui/use-copied";
import { useTurnActions } from "@/lib/client/turn-actions";
import { useTurn } from "@/lib/client/use-turn";
import type { AnswerState } from "@/lib/core/turn";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useNow } from "./use-now";
import type { Named } from "./view/names";
import { isBusy, type PaneStatus, paneFacts } from "./view/pane-facts";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

type FooterProps = {
  seat: Named;
  answer: AnswerState;
  status: PaneStatus;
  maximised: boolean;
  pinned: boolean;
};

/** Time to the first word, tokens a second, cost; then what can be done with the pane. */
export function PaneFooter({ seat, answer, status, maximised, pinned }: FooterProps) {
  const { change } = useTurnContext();
  return (
    <footer className="flex h-10 shrink-0 items-center gap-0.5 border-t border-line pr-2 pl-4">
      <Facts answer={answer} live={isBusy(status)} />
      {isBusy(status) ? <StopButton seat={seat} /> : <SettledButtons seat={seat} answer={answer} />}
      <IconButton
        label={maximised ? "Back to all answers" : `Maximise ${seat.label}`}
        keys={maximised ? "Esc" : "M"}
        size={24}
        icon={maximised ? <Minimize2 {...icon} /> : <Maximize2 {...icon} />}
        onClick={() => change({ type: "maximise", panelistId: maximised ? null : seat.id })}
        className="max-sm:hidden"
      />
      <PaneMenu seat={seat} answer={answer} pinned={pinned} />
    </footer>
  );
}

function Facts({ answer, live }: { answer: AnswerState; live: boolean }) {
  const { localModels } = useTurnContext();
  const now = useNow(live);
  const facts = paneFacts(answer, { now, local: localModels.has(answer.model) });
  if (answer.model.startsWith("demo:")) {
    return (
      <FactLines first={joinFacts([facts.first, facts.rate])}>
        <span className="truncate text-11 leading-3.5 text-text-2">Demo: scripted answers</span>
      </FactLines>
    );
  }
  return <FactLines first={joinFacts([facts.first, facts.rate, facts.cost])} />;
}

function FactLines({ first, children }: { first: string; children?: ReactNode }) {
  return (
    <p className="figures flex min-w-0 flex-1 flex-col text-12 leading-3.5 text-text-3">
      <span className="truncate">{first}</span>
      {children}
    </p>
  );
}

function joinFacts(facts: readonly string[]): string {
  return facts.filter(Boolean).join(" · ");
}

function StopButton({ seat }: { seat: Named }) {
  const { turnId } = useTurnContext();
  const { stopPanelist } = useTurnActions(turnId);
  return (
    <IconButton
      label={`Stop ${seat.label}`}
      size={24}
      icon={<Square {...icon} />}
      disabled={stopPanelist.isPending}
      onClick={() => stopPanelist.mutate(seat.id, tellProblem)}
    />
  );
}

function SettledButtons({ seat, answer }: { seat: Named; answer: AnswerState }) {
  const { turnId } = useTurnContext();
  const { retryPanelist } = useTurnActions(turnId);
  const { copied, copy } = useCopied();
  return (
    <>
      {answer.text ? (
        <IconButton
          label={copied ? "Copied" : `Copy the answer of ${seat.label}`}
          size={24}
          icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
          onClick={() => copy(answer.text)}
        />
      ) : null}
      <IconButton
        label={`Retry ${seat.label}`}
        size={24}
        icon={<RotateCcw {...icon} />}
        disabled={retryPanelist.isPending}
        onClick={() => retryPanelist.mutate(seat.id, tellProblem)}
      />
    </>
  );
}

function PaneMenu({ seat, answer, pinned }: { seat: Named; answer: AnswerState; pinned: boolean }) {
  const { turnId, change } = useTurnContext();
  const attempts = useTurn(turnId, (turn) => turn.answers.filter((each) => each.panelistId === seat.id).length) ?? 1;
  const items: MenuEntry[] = [
    {
      label: pinned ? "Unpin" : "Pin beside another",
      icon: <Pin {...icon} />,
      keys: "P",
      onSelect: () => change({ type: "pin", panelistId: seat.id }),
    },
    "separator",
    { heading: answer.resolvedModel ?? answer.model },
    ...Array.from({ length: attempts }, (_, index) => ({
      label: `Attempt ${index + 1} of ${attempts}`,
      checked: answer.attempt === index + 1,
      onSelect: () => change({ type: "choose-attempt", panelistId: seat.id, attempt: index + 1 }),
    })),
  ];
  return (
    <Menu
      label={`More about ${seat.label}`}
      align="end"
      items={items}
      trigger={(props) => (
        <IconButton {...props} label={`More about ${seat.label}`} size={24} icon={<Ellipsis {...icon} />} />
      )}
    />
  );
}
