import type { EventOf, TurnEventType } from "./events";
import type { Failure } from "./failure";
import type { ModelName } from "./ids";
import type { CallNews } from "./model";

/** A request that failed before its content and was sent once more. Times in milliseconds. */
type Retry = { try: number; of: number; waitMs: number; at: number; failure: Failure };

/** How the requests of an answer, of a step of a verdict, or for who answers got through to the provider. */
export type CallWaits = {
  /** In order; of all calls of the answer or the step. */
  retries: Retry[];
  /** What it waits for now; null = for the model. */
  waiting: "place" | "retry" | null;
  /** While it waits for a place: calls to the same provider that came before it. */
  ahead: number;
};

type OfAnswer = Pick<EventOf<"answer-queued">, "panelistId" | "attempt">;
type OfVerdict = Pick<EventOf<"verdict-queued">, "verdictId" | "role" | "model" | "author">;

export function isNews(chunk: { type: string }): chunk is CallNews {
  return chunk.type === "queued" || chunk.type === "sent" || chunk.type === "retrying";
}

/** What is told of a call whose points are not told one by one. */
export const toldAnyway: ReadonlySet<TurnEventType> = new Set<TurnEventType>([
  "judge-asked-again",
  "verdict-queued",
  "verdict-sent",
  "verdict-retrying",
]);

/** The event of an answer that tells it. */
export function answerNews(news: CallNews, of: OfAnswer, at: number) {
  switch (news.type) {
    case "queued":
      return { type: "answer-queued" as const, at, ...of, ahead: news.ahead };
    case "sent":
      return { type: "answer-sent" as const, at, ...of };
    case "retrying":
      return { ...news, type: "answer-retrying" as const, at, ...of };
  }
}

/** The event of a verdict that tells it. */
export function verdictNews(news: CallNews, of: OfVerdict, at: number) {
  switch (news.type) {
    case "queued":
      return { type: "verdict-queued" as const, at, ...of, ahead: news.ahead };
    case "sent":
      return { type: "verdict-sent" as const, at, ...of };
    case "retrying":
      return { ...news, type: "verdict-retrying" as const, at, ...of };
  }
}

/** The event of a model that chooses who answers. */
export function routeNews(news: CallNews, model: ModelName, at: number) {
  switch (news.type) {
    case "queued":
      return { type: "route-queued" as const, at, model, ahead: news.ahead };
    case "sent":
      return { type: "route-sent" as const, at, model };
    case "retrying":
      return { ...news, type: "route-retrying" as const, at, model };
  }
}

type News =
  | Pick<EventOf<"route-queued">, "type" | "ahead">
  | Pick<EventOf<"route-sent">, "type">
  | (Retry & { type: "route-retrying" })
  | Pick<EventOf<"answer-queued">, "type" | "ahead">
  | Pick<EventOf<"answer-sent">, "type">
  | (Retry & { type: "answer-retrying" })
  | Pick<EventOf<"verdict-queued">, "type" | "ahead">
  | Pick<EventOf<"verdict-sent">, "type">
  | (Retry & { type: "verdict-retrying" });

/** The waits after one more piece of news. */
export function withNews(waits: CallWaits | undefined, news: News): CallWaits {
  const retries = waits?.retries ?? [];
  switch (news.type) {
    case "route-queued":
    case "answer-queued":
    case "verdict-queued":
      return { retries, waiting: "place", ahead: news.ahead };
    case "route-sent":
    case "answer-sent":
    case "verdict-sent":
      return { retries, waiting: null, ahead: 0 };
    case "route-retrying":
    case "answer-retrying":
    case "verdict-retrying": {
      const { at, waitMs, of, failure } = news;
      return { retries: [...retries, { try: news.try, of, waitMs, at, failure }], waiting: "retry", ahead: 0 };
    }
  }
}
