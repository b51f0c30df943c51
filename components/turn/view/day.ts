const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** When something was asked, as people say it: "Today, 14:32", "Yesterday, 09:05", "12 November, 18:40". */
export function formatMoment(at: number, now: number): string {
  const then = new Date(at);
  const time = then.toLocaleTimeString("en-GB", hour);
  return `${dayName(then, new Date(now))}, ${time}`;
}

function dayName(then: Date, now: Date): string {
  if (isSameDay(then, now)) return "Today";
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (isSameDay(then, yesterday)) return "Yesterday";
  const withYear = then.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...withYear });
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
