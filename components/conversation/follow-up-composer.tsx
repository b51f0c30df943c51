"use client";
import { useQuery } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { freshKey } from "@/lib/client/ask";
import type { PanelChoice } from "@/lib/client/panel-choice";
import { panelsQuery } from "@/lib/client/queries";
import type { Panel } from "@/lib/core/panel";
import { ComposerBox } from "./composer-box";
import { readDraft, useDraft } from "./draft";
import { EstimateLine } from "./estimate-line";
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
  onAsked?: (turnId: string) => void;
};

/** The composer at the foot of a conversation. */
export function FollowUpComposer(props: FollowUpComposerProps) {
  const { conversationId, parentTurnId, panel, running, onAsked } = props;
  const phone = useMediaQuery("(width < 40rem)");
  const { text, setText } = useDraft(conversationId);
  const choice = useSamePanel(panel);
  const waiting = useQueue().find((item) => item.conversationId === conversationId);
  const { send, busy, error, clearError } = useSend({
    conversationId,
    parentTurnId,
    panel: choice,
    onAsked: ({ turnId }) => onAsked?.(turnId),
  });

  function change(words: string) {
    clearError();
    setText(words);
  }

  function sendOrQueue() {
    if (!running) return send();
    queueQuestion({ conversationId, question: readDraft(conversationId).text.trim(), key: freshKey() });
    setText("");
  }

  if (waiting) return <WaitingQuestion item={waiting} onCancel={change} />;
  const whileRunning = phone ? "Ask a follow-up" : "Ask a follow-up. It is sent when this turn is done.";
  return (
    <ComposerBox
      label="Follow-up"
      placeholder={running ? whileRunning : "Ask a follow-up"}
      look={running || phone ? "inline" : "page"}
      text={text}
      onText={change}
      onSend={sendOrQueue}
      busy={busy}
      error={error}
      beside={
        <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13">
          <span className="text-text-2">The panel sees your questions and the final answers</span>
          <EstimateLine
            panel={choice}
            question={text}
            conversationId={conversationId}
            isDemo={isDemoPanel(panel)}
            costOnly
          />
        </span>
      }
    />
  );
}

/** Panels have different names, so the saved one of that name is this panel, perhaps improved since. */
function useSamePanel(panel: Panel): PanelChoice {
  const saved = useQuery(panelsQuery).data?.panels.find(({ name }) => name === panel.name);
  return saved?.panelId ?? panel;
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
