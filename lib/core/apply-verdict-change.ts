import type { PointState, View } from "./analysis";
import { withNews } from "./call-news";
import { sumCosts, sumUsage } from "./cost";
import type { EventOf } from "./events";
import type { Reply } from "./rebuttal-reply";
import type { VerdictState } from "./turn";

type Call = Pick<VerdictState["judge"], "usage" | "costUsd">;

/** What a judge or a synthesizer has used with one more call of it. */
export function withCall(before: Call, call: Call | undefined): Call {
  return {
    usage: sumUsage(before.usage, call?.usage ?? null),
    costUsd: sumCosts([before.costUsd, call?.costUsd ?? null]),
  };
}

/** What became of a request of one of its steps. */
export function withCallNews(
  verdict: VerdictState,
  event: EventOf<"verdict-queued" | "verdict-sent" | "verdict-retrying">,
): VerdictState {
  const { role, model, author } = event;
  const calls = verdict.calls ?? [];
  const known = calls.find((call) => call.role === role && call.model === model && call.author === author);
  const changed = { role, model, ...(author ? { author } : {}), ...withNews(known, event) };
  const others = known ? calls.map((call) => (call === known ? changed : call)) : [...calls, changed];
  return { ...verdict, calls: others };
}

/** An analysis that takes the place of what was there: points mended or joined, or those of another verdict. */
export function keptAnalysis(
  verdict: VerdictState,
  event: EventOf<"analysis-revised" | "analysis-kept">,
): VerdictState {
  const next = { ...verdict, points: event.points, dropped: event.dropped };
  if (event.type === "analysis-revised") return next;
  const { truncated, resolvedModel } = event;
  return { ...withRulings(next, verdict.rulings ?? []), truncated, judge: { ...verdict.judge, resolvedModel } };
}

function withRulings(verdict: VerdictState, rulings: NonNullable<VerdictState["rulings"]>): VerdictState {
  const points = verdict.points.map((point) => {
    const ruling = rulings.find(({ pointId }) => pointId === point.id);
    return ruling ? { ...point, ruling } : point;
  });
  return { ...verdict, points };
}

/** The final answer after it was checked, or mended once. The first draft is kept. */
export function revisedFinalAnswer(
  verdict: VerdictState,
  event: EventOf<"synthesis-audited" | "synthesis-revised" | "revision-failed">,
): VerdictState {
  const final = verdict.finalAnswer;
  const draft = final.revision?.draft ?? final.text;
  switch (event.type) {
    case "synthesis-audited": {
      const revision = event.revising ? { revision: { status: "running" as const, draft, failure: null } } : {};
      return { ...verdict, finalAnswer: { ...final, audit: event.findings, ...revision } };
    }
    case "revision-failed":
      return {
        ...verdict,
        finalAnswer: {
          ...final,
          ...withCall(final, event.spent),
          revision: { status: "failed", draft, failure: event.failure },
        },
      };
    case "synthesis-revised": {
      const { text, marks, findings } = event;
      const revision = { status: "done" as const, draft, failure: null };
      const written = { text, marks, audit: findings, revision };
      return { ...verdict, finalAnswer: { ...final, ...withCall(final, event), ...written } };
    }
  }
}

/** What people, and the panelists they ask, say about one point. */
export function applyToPoint(
  verdict: VerdictState,
  event: EventOf<"rebuttal-started" | "rebuttal-replied" | "rebuttal-ended" | "point-ruled">,
): VerdictState {
  const points = verdict.points.map((point) => (point.id === event.pointId ? changedPoint(point, event) : point));
  return { ...verdict, points };
}

function changedPoint(point: PointState, event: Parameters<typeof applyToPoint>[1]): PointState {
  const { rebuttal } = point;
  switch (event.type) {
    case "point-ruled": {
      const { ruling: _before, ...rest } = point;
      return event.ruling ? { ...rest, ruling: event.ruling } : rest;
    }
    case "rebuttal-started":
      return { ...asJudged(point), rebuttal: { status: "running", asked: event.asked, replies: [] } };
    case "rebuttal-replied":
      return rebuttal ? withReply({ ...point, rebuttal }, event.reply) : point;
    case "rebuttal-ended":
      return rebuttal ? { ...point, rebuttal: { ...rebuttal, status: "done" } } : point;
  }
}

/** A panelist that concedes stands on the other side from then on; its first words stay quoted. */
function withReply(point: PointState & { rebuttal: NonNullable<PointState["rebuttal"]> }, reply: Reply): PointState {
  const rebuttal = { ...point.rebuttal, replies: [...point.rebuttal.replies, reply] };
  if (reply.position !== "concedes") return { ...point, rebuttal };
  const views = point.views.map((view) => (view.panelistId === reply.panelistId ? otherSide(view) : view));
  return { ...point, views, rebuttal };
}

/** A new round begins where the judge left off: what an earlier round conceded does not count any more. */
function asJudged(point: PointState): PointState {
  const conceded = (point.rebuttal?.replies ?? []).filter(({ position }) => position === "concedes");
  const isMoved = (view: View) => conceded.some(({ panelistId }) => panelistId === view.panelistId);
  return { ...point, views: point.views.map((view) => (isMoved(view) ? otherSide(view) : view)) };
}

function otherSide(view: View): View {
  if (view.stance === "partly") return view;
  return { ...view, stance: view.stance === "supports" ? "contradicts" : "supports" };
}
