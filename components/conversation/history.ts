import type { ConversationSummary } from "@/lib/core/api";

export type HistoryGroup = { title: string; conversations: ConversationSummary[] };

/** A day of the calendar; `month` from 0. */
export type Day = { year: number; month: number; day: number };
/** The day of a moment (ms since the epoch) in some time zone. */
export type DayOf = (moment: number) => Day;

/** The day where this code runs. */
export function localDay(moment: number): Day {
  const date = new Date(moment);
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
}

/** Days so many minutes east of Greenwich: what the server drew, drawn again by a browser in another zone. */
export function dayAtOffset(minutesEast: number): DayOf {
  return (moment) => {
    const date = new Date(moment + minutesEast * 60_000);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
  };
}

/** Conversations in the groups of the sidebar: Pinned, Today, Yesterday, Earlier in November, October, October 2025. */
export function groupByDay(
  conversations: readonly ConversationSummary[],
  now: number,
  dayOf: DayOf = localDay,
): HistoryGroup[] {
  const groups = new Map<string, ConversationSummary[]>();
  const pinned = conversations.filter((conversation) => conversation.pinned);
  if (pinned.length > 0) groups.set("Pinned", pinned);
  const rest = conversations.filter((conversation) => !conversation.pinned);
  for (const conversation of rest.toSorted((a, b) => b.updatedAt - a.updatedAt)) {
    const title = groupOf(dayOf(conversation.updatedAt), dayOf(now));
    groups.set(title, [...(groups.get(title) ?? []), conversation]);
  }
  return Array.from(groups, ([title, members]) => ({ title, conversations: members }));
}

const monthNames = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
const oneDay = 86_400_000;

function groupOf(day: Day, today: Day): string {
  const daysAgo = (numberOf(today) - numberOf(day)) / oneDay;
  if (daysAgo <= 0) return "Today";
  if (daysAgo === 1) return "Yesterday";
  const month = monthNames.format(numberOf(day));
  if (day.year !== today.year) return `${month} ${day.year}`;
  return day.month === today.month ? `Earlier in ${month}` : month;
}

/** Days as UTC midnights, so that they can be counted: a local day may have 23 or 25 hours. */
function numberOf({ year, month, day }: Day): number {
  return Date.UTC(year, month, day);
}
