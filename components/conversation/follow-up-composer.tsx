"use client";
import { useQuery } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { freshKey } from "@/lib/client/ask";
import type { PanelChoice } from "@/lib/client/panel-choice";
import { panelsQuery } from "@/lib/client/queries";
import type { SavedPanel } from "@/lib/core/api";
import type { Panel } from "@/lib/core/panel";
import { autoWords, SoloSeatMenu, seatName } from "./answerer";
import { ComposerBox } from "./composer-box";
import { readDraft, useDraft } from "./draft";
import { EstimateLine } from "./estimate-line";
import { useModeChoice, wholePanel } from "./mode";
import { ModeMenu, ModeSwitch } from "./mode-switch";
import type { ModelLabels } from "./model-label";
import { isDemoPanel } from "./panel-facts";
import { type QueuedQuestion, queueQuestion, takeQueued, useQueue } from "./queue";
import { useSend } from "./use-send";

export type FollowUpComposerProps = {
  conversationId: string;
  /** The newest turn: the follow-up builds on it. */
  parentTurnId: string;
  /** The panel of that turn; the saved panel of the same name is asked if there still is one. */
  panel: Panel;
  /** Whether that turn is running; the follow-up then waits for its end. */
  running: boolean;
  /** Ends that turn; only while one model answers it alone. */
  onStop?: (() => void) | undefined;
  /** The seat that answered that turn alone. */
  soloBefore?: string | undefined;
  labels: ModelLabels;
  onAsked?: (turnId: string) => void;
};

/** The composer at the foot of a conversation. */
export function FollowUpComposer(props: FollowUpComposerProps) {
  const { conversationId, parentTurnId, panel, running, onStop, soloBefore, labels, onAsked } = props;
  const phone = useMediaQuery("(width < 40rem)");
  const { text, setText } = useDraft(conversationId);
  const asked = useSamePanel(panel);
  const { choice, seat, chooseMode, chooseSeat } = useModeChoice(conversationId, asked, soloBefore);
  const waiting = useQueue().find((item) => item.conversationId === conversationId);
  const { send, busy, error, clearError } = useSend({
    conversationId,
    parentTurnId,
    panel: choiceOf(asked),
    choice,
    onAsked: ({ turnId }) => onAsked?.(turnId),
  });

  function change(words: string) {
    clearError();
    setText(words);
  }

  function sendOrQueue(whole: boolean) {
    if (!running) return send(whole);
    const { mode, soloPanelistId = null, allAtOnce = false } = whole ? wholePanel : choice;
    const question = readDraft(conversationId).text.trim();
    queueQuestion({ conversationId, question, key: freshKey(), mode, soloSeat: soloPanelistId, allAtOnce });
    setText("");
  }

  if (waiting) return <WaitingQuestion item={waiting} onCancel={change} />;
  const isInline = running || phone;
  return (
    <ComposerBox
      label="Follow-up"
      placeholder={placeholderFor(running, phone)}
      look={isInline ? "inline" : "page"}
      modes={
        isInline ? (
          <ModeMenu
            mode={choice.mode}
            onMode={chooseMode}
            seats={asked.panelists.map((each) => ({ id: each.id, label: seatName(each, labels) }))}
            seatId={seat?.id}
            onSeat={chooseSeat}
          />
        ) : (
          <ModeSwitch mode={choice.mode} onMode={chooseMode} />
        )
      }
      onStop={running ? onStop : undefined}
      text={text}
      onText={change}
      onSend={sendOrQueue}
      busy={busy}
      error={error}
      beside={<Beside {...{ conversationId, text, asked, choice, seat, chooseSeat, labels }} />}
    />
  );
}

function placeholderFor(running: boolean, phone: boolean): string {
  return running && !phone ? "Ask a follow-up. It is sent when this turn is done." : "Ask a follow-up";
}

type BesideProps = Pick<FollowUpComposerProps, "conversationId" | "labels"> &
  Pick<ReturnType<typeof useModeChoice>, "choice" | "seat" | "chooseSeat"> & {
    text: string;
    asked: Panel | SavedPanel;
  };

/** Who answers and sees what, and what it usually costs. */
function Beside({ conversationId, text, asked, choice, seat, chooseSeat, labels }: BesideProps) {
  const { mode } = choice;
  const sees = "The panel sees your questions and the final answers";
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13">
      {mode === "solo" && seat ? (
        <SoloSeatMenu panelists={asked.panelists} seat={seat} onSeat={chooseSeat} labels={labels} side="top" />
      ) : (
        <span className="text-text-2">{mode === "auto" ? autoWords(asked, labels) : sees}</span>
      )}
      <EstimateLine
        panel={choiceOf(asked)}
        choice={choice}
        question={text}
        conversationId={conversationId}
        isDemo={isDemoPanel(asked)}
        costOnly
      />
    </span>
  );
}

/** Panels have different names, so the saved one of that name is this panel, perhaps improved since. */
function useSamePanel(panel: Panel): Panel | SavedPanel {
  return useQuery(panelsQuery).data?.panels.find(({ name }) => name === panel.name) ?? panel;
}

function choiceOf(panel: Panel | SavedPanel): PanelChoice {
  return "panelId" in panel ? panel.panelId : panel;
}

type WaitingQuestionProps = { item: QueuedQuestion; onCancel: (words: string) => void };

function WaitingQuestion({ item, onCancel }: WaitingQuestionProps) {
  function cancel() {
    const taken = takeQueued(item.conversationId);
    if (taken) onCancel(taken.question);
  }

  return (
    <section
      aria-label="Waiting follow-up"
      className="flex items-start gap-3 rounded-14 border border-dashed border-line-control bg-surface py-2.5 pr-2.5 pl-4"
    >
      <Clock aria-hidden size={16} strokeWidth={1.75} className="mt-1.5 shrink-0 text-text-3" />
      <div className="min-w-0 flex-1 py-1">
        <p className="line-clamp-3 text-14 [overflow-wrap:anywhere]">{item.question}</p>
        <p className="text-12 text-text-3">Sent when this turn is done</p>
      </div>
      <Button size="sm" onClick={cancel}>
        Cancel
      </Button>
    </section>
  );
}
