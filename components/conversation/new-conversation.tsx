"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import { panelsQuery } from "@/lib/client/queries";
import type { SavedPanel } from "@/lib/core/api";
import { ComposerBox } from "./composer-box";
import { useDraft } from "./draft";
import { ExampleList } from "./example-list";
import { useModeChoice } from "./mode";
import { ModeSwitch } from "./mode-switch";
import type { ModelLabels } from "./model-label";
import { missingProviders, type Offered } from "./panel-facts";
import { PanelRow } from "./panel-row";
import { useSend } from "./use-send";

export type NewConversationProps = {
  labels: ModelLabels;
  /** The providers that can be called now. */
  offered: readonly Offered[];
  /** The panel that a link asks for; null = the one used last. */
  wantedPanelId: string | null;
};

/** The first page: one composer, the panel under it, questions to begin with. */
export function NewConversation({ labels, offered, wantedPanelId }: NewConversationProps) {
  const router = useRouter();
  const field = useRef<HTMLTextAreaElement>(null);
  useFocusAtStart(field);
  const { text, setText } = useDraft(null);
  const { panel, panels, choose } = usePanelChoice(wantedPanelId);
  const { choice, seat, chooseMode, chooseSeat } = useModeChoice(null, panel);
  const { send, busy, error, clearError } = useSend({
    choice,
    conversationId: null,
    parentTurnId: null,
    panel: panel?.panelId ?? "",
    onAsked: ({ conversationId }) => router.push(`/c/${conversationId}`),
  });

  function change(words: string) {
    clearError();
    setText(words);
  }

  function useExample(question: string) {
    change(question);
    field.current?.focus();
  }

  return (
    <div className="mx-auto w-full max-w-[752px] px-4 pt-6 pb-14 sm:pt-[15.2vh]">
      <h1 className="title-face px-0.5 pb-[23px] text-28 sm:text-34">Put a question to the panel</h1>
      <ComposerBox
        label="Question"
        placeholder="Ask something where a wrong answer would cost you"
        look="page"
        fieldRef={field}
        text={text}
        onText={change}
        onSend={send}
        busy={busy}
        error={error}
        modes={<ModeSwitch mode={choice.mode} onMode={chooseMode} />}
        foot={
          panel ? (
            <PanelRow
              {...{ panel, panels, labels, offered, choice, seat }}
              onChoose={choose}
              onSeat={chooseSeat}
              question={text}
            />
          ) : (
            <NoPanel />
          )
        }
      />
      <div className="min-h-[52px] px-0.5 pt-3.5 pb-4">
        <Hint panel={panel} offered={offered} />
      </div>
      <ExampleList onChoose={useExample} />
    </div>
  );
}

/** The page is there to be written in; on touch the keyboard would cover it. */
function useFocusAtStart(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (window.matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [field]);
}

/** The chosen panel: the one of the link, then the one used last, then whatever is picked here. */
function usePanelChoice(wantedPanelId: string | null) {
  const list = useQuery(panelsQuery).data;
  const [chosen, choose] = useState(wantedPanelId);
  const panels = list?.panels ?? [];
  const find = (id: string | null | undefined) => panels.find(({ panelId }) => panelId === id);
  return { panels, choose, panel: find(chosen) ?? find(list?.defaultPanelId) ?? panels[0] };
}

function NoPanel() {
  return (
    <p className="px-5 py-4 text-13 text-text-2">
      There is no panel yet.{" "}
      <Link href="/panels/new" className="font-medium text-accent hover:underline">
        Make one
      </Link>
    </p>
  );
}

/** One quiet line: what this panel lacks, or that nothing but the demo is connected. */
function Hint({ panel, offered }: { panel: SavedPanel | undefined; offered: readonly Offered[] }) {
  const missing = panel ? missingProviders(panel, offered) : [];
  const onlyDemo = offered.every(({ isDemo }) => isDemo);
  if (missing.length === 0 && !onlyDemo) return null;
  return (
    <p className="text-13 text-text-2">
      {missing.length > 0
        ? `This panel needs ${missing.join(" and ")}, which is not connected.`
        : "No model is connected yet, so the answers are scripted."}{" "}
      <Link href="/settings" className="font-medium text-accent underline-offset-2 hover:underline">
        {missing.length > 0 ? "Connect it in Settings" : "Connect a model in Settings"}
      </Link>
    </p>
  );
}
