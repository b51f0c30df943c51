import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import { type Row, rowsOf, sidesOf } from "@/components/turn/view/matrix";
import { type Named, namedPanelists } from "@/components/turn/view/names";
import { noticesOf } from "@/components/turn/view/notices";
import { originOf } from "@/components/turn/view/origin";
import { paneStatus, statusWord } from "@/components/turn/view/pane-facts";
import {
  checkWords,
  droppedReason,
  judgeHeading,
  judgeReasoning,
  kindWords,
  nameOf,
  stanceWords,
} from "@/components/turn/view/point-words";
import { readableQuote } from "@/components/turn/view/readable-quote";
import { routeWords } from "@/components/turn/view/route-words";
import { scoutWords } from "@/components/turn/view/scout-words";
import { sourceStatus, unreadSources } from "@/components/turn/view/source-words";
import { statusFacts } from "@/components/turn/view/status-line";
import type { AnswerState, TurnState, VerdictState } from "@/lib/core/turn";

/** A turn in the words of the screen, in the order they are printed. */
export type TurnReport = {
  question: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
  facts: string[];
  notices: string[];
  /** The current one first. */
  verdicts: VerdictReport[];
  answers: AnswerReport[];
  sources: { id: string; title: string; url: string; status: string }[];
};

export type VerdictReport = {
  /** Empty when there is only one. */
  heading: string;
  origin: string;
  /** Markdown, with `⟦c3⟧` and `[S1]` in place. */
  finalAnswer: string;
  points: PointReport[];
  unverified: string[];
};

export type PointReport = {
  id: string;
  number: number;
  kind: string;
  statement: string;
  quotes: { stance: string; by: string; words: string; check: string }[];
  /** Reported, not quoted: the words were not found. */
  unverified: string[];
  silent: string[];
  judge: { heading: string; words: string };
};

export type AnswerReport = { name: string; model: string; role: string; status: string; failure: string; text: string };

/** A turn as it is printed; `labels` are the names of its models. */
export function reportOf(turn: TurnState, labels: ModelLabels): TurnReport {
  const seats = namedPanelists(turn.panel, labels);
  const current = turn.verdicts.find(({ id }) => id === turn.currentVerdictId) ?? null;
  const others = turn.verdicts.filter((verdict) => verdict !== current);
  const unread = unreadSources(turn);
  return {
    question: turn.question,
    askedAt: turn.startedAt,
    facts: statusFacts(turn, current, labels).map(({ text }) => text),
    notices: [
      ...routeNotices(turn, labels),
      ...noticesOf(turn, current, labels).map(({ subject, text }) => `${subject} ${text}`.trim()),
    ],
    verdicts: [...(current ? [current] : []), ...others].map((verdict) => verdictReport(turn, verdict, labels, seats)),
    answers: turn.answers
      .filter(({ status }) => status !== "queued")
      .map((answer) => answerReport(turn, answer, { labels, seats })),
    sources: turn.sources.map((source) => {
      const { id, title, url } = source;
      return { id, title, url, status: sourceStatus(source, unread.has(id)) };
    }),
  };
}

/** Who was chosen to answer and why, in mode auto and where two were asked first. */
function routeNotices(turn: TurnState, labels: ModelLabels): string[] {
  const chosen = [routeWords(turn, labels), scoutWords(turn)].filter((words) => words !== null);
  return chosen.map(({ decision, reason }) => `${[decision, reason].filter(Boolean).join(": ").replace(/\.$/, "")}.`);
}

function verdictReport(
  turn: TurnState,
  verdict: VerdictState,
  labels: ModelLabels,
  seats: readonly Named[],
): VerdictReport {
  const number = turn.verdicts.indexOf(verdict) + 1;
  const judge = labelOfModel(verdict.judge.model, labels);
  return {
    heading: turn.verdicts.length > 1 ? `Verdict ${number} of ${turn.verdicts.length}, judge ${judge}` : "",
    origin: originOf(turn, verdict),
    finalAnswer: verdict.finalAnswer.text,
    points: rowsOf(turn, verdict).map((row) => pointReport(row, seats)),
    unverified: verdict.dropped.map((dropped) => `${dropped.topic || dropped.says}: ${droppedReason(dropped)}`),
  };
}

function pointReport({ number, point }: Row, seats: readonly Named[]): PointReport {
  return {
    id: point.id,
    number,
    kind: kindWords[point.kind].one,
    statement: point.topic || point.point,
    quotes: sidesOf(point).flatMap(({ stance, views }) =>
      views.map((view) => ({
        stance: stanceWords[stance],
        by: nameOf(view.panelistId, seats),
        words: readableQuote(view.quote),
        check: checkWords[view.check].word,
      })),
    ),
    unverified: point.unverified.map(({ panelistId, says }) => `${nameOf(panelistId, seats)}: ${says}`),
    silent: point.silent.map((id) => nameOf(id, seats)),
    judge: { heading: judgeHeading(point, seats), words: judgeReasoning(point) },
  };
}

type Naming = { labels: ModelLabels; seats: readonly Named[] };

function answerReport(turn: TurnState, answer: AnswerState, { labels, seats }: Naming): AnswerReport {
  const seat = seats.find(({ id }) => id === answer.panelistId);
  const attempts = turn.answers.filter(({ panelistId }) => panelistId === answer.panelistId).length;
  const attempt = attempts > 1 ? `, attempt ${answer.attempt} of ${attempts}` : "";
  return {
    name: `${seat?.label ?? answer.panelistId}${attempt}`,
    model: labelOfModel(answer.resolvedModel ?? answer.model, labels),
    role: seat?.role ?? "",
    status: statusWord(paneStatus(answer, turn.status === "running")),
    failure: answer.failure?.message ?? "",
    text: answer.text,
  };
}
