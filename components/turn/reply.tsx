"use client";

import { CornerDownRight, RotateCw } from "lucide-react";
import { Seat } from "@/components/ui/seat";
import { Spinner } from "@/components/ui/spinner";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { PointState } from "@/lib/core/analysis";
import type { Reply } from "@/lib/core/rebuttal-reply";
import { remedyFor } from "@/lib/core/remedies";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDeciding } from "./use-deciding";
import { nameOf } from "./view/point-words";
import { positionWords } from "./view/ruling-words";

type OfPanelist = { point: PointState; panelistId: string };

/** What a panelist said when it was asked about a contradiction again; while it is asked, that it is. */
export function RebuttalReply({ point, panelistId }: OfPanelist) {
  const { seats } = useTurnContext();
  const { rebuttal } = point;
  if (!rebuttal?.asked.some((id) => id === panelistId)) return null;
  const label = nameOf(panelistId, seats);
  const reply = rebuttal.replies.find((each) => each.panelistId === panelistId);
  return (
    <section aria-label={`Reply of ${label}`} className="mt-3 ml-3.5 min-w-0 border-l border-line-strong pl-3.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-2">
        <CornerDownRight aria-hidden size={14} strokeWidth={1.75} className="text-text-3" />
        <Seat label={label} size={20} />
        <span className="font-medium">{label}</span>
        <ReplyState reply={reply} running={rebuttal.status === "running"} />
      </p>
      {reply?.text ? (
        <p className="prose-face mt-1.5 text-15 whitespace-pre-line [overflow-wrap:anywhere]">{reply.text}</p>
      ) : null}
      {reply?.failure ? <Failed point={point} failure={reply.failure} /> : null}
    </section>
  );
}

function ReplyState({ reply, running }: { reply: Reply | undefined; running: boolean }) {
  if (reply?.position) return <span className="font-semibold text-text">{positionWords[reply.position]}</span>;
  if (reply?.failure) return <span className="font-medium text-danger">No reply</span>;
  if (!running) return <span>Stopped before it replied</span>;
  return (
    <span className="inline-flex items-center gap-1.5 text-accent">
      <Spinner size={12} />
      Asked
    </span>
  );
}

function Failed({ point, failure }: { point: PointState; failure: NonNullable<Reply["failure"]> }) {
  const { turnId } = useTurnContext();
  const { askRebuttal } = useTurnActions(turnId);
  const { verdictId, may } = useDeciding();
  const remedy = failure.code === "incomplete" ? "" : remedyFor(failure.code);
  return (
    <p className="mt-1 text-13 text-text-2 [overflow-wrap:anywhere]">
      {failure.message} {remedy}{" "}
      {may === "decide" ? (
        <button
          type="button"
          disabled={askRebuttal.isPending}
          onClick={() => askRebuttal.mutate({ verdictId, pointId: point.id }, tellProblem)}
          className="hit-area inline-flex items-center gap-1 rounded-4 font-medium text-accent hover:underline"
        >
          <RotateCw aria-hidden size={13} strokeWidth={1.75} />
          Ask again
        </button>
      ) : null}
    </p>
  );
}
