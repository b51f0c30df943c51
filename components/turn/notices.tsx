"use client";

import { Clock, Hand, Scissors, Square, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Notice, noticeLinkClass } from "@/components/ui/notice";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { JudgeAgain } from "./judge-again";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { type NoticeAction, type NoticeView, noticesOf } from "./view/notices";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

const icons: Record<NoticeView["icon"], React.ReactNode> = {
  cut_off: <Scissors {...icon} />,
  failed: <TriangleAlert {...icon} />,
  refused: <Hand {...icon} />,
  stopped: <Square {...icon} />,
  judge: <JudgeDisc size={20} className="-m-0.5" />,
  late: <Clock {...icon} />,
};

/** What is missing from a turn, each with the one action that helps. */
export function Notices({ turn, verdict }: { turn: TurnState; verdict: VerdictState | null }) {
  const { labels } = useTurnContext();
  const notices = noticesOf(turn, verdict, labels);
  if (notices.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {notices.map((notice) => (
        <Notice
          key={notice.key}
          subject={notice.subject}
          tone={notice.tone}
          icon={icons[notice.icon]}
          action={<NoticeActions turn={turn} notice={notice} />}
        >
          {notice.text}
        </Notice>
      ))}
    </div>
  );
}

function NoticeActions({ turn, notice }: { turn: TurnState; notice: NoticeView }) {
  const actions = [notice.action, notice.also].filter((action) => action !== null && action !== undefined);
  return (
    <>
      {actions.map((action, index) => (
        <Fragment key={action.type}>
          {index > 0 ? <span aria-hidden> · </span> : null}
          {action.type === "choose-judge" ? (
            <JudgeAgain
              turn={turn}
              trigger={(props) => (
                <button type="button" {...props} className={noticeLinkClass}>
                  {action.words}
                </button>
              )}
            />
          ) : (
            <NoticeButton action={action} />
          )}
        </Fragment>
      ))}
    </>
  );
}

function NoticeButton({ action }: { action: Exclude<NoticeAction, { type: "choose-judge" }> }) {
  const { turnId } = useTurnContext();
  const { retryPanelist, judgeAgain, continueTurn } = useTurnActions(turnId);
  function act(): void {
    if (action.type === "continue") continueTurn.mutate(undefined, tellProblem);
    else if (action.type === "retry") retryPanelist.mutate(action.panelistId, tellProblem);
    else judgeAgain.mutate(action.type === "write-anew" ? { rulings: [] } : {}, tellProblem);
  }
  return (
    <button
      type="button"
      onClick={act}
      disabled={retryPanelist.isPending || judgeAgain.isPending || continueTurn.isPending}
      className={noticeLinkClass}
    >
      {action.words}
    </button>
  );
}
