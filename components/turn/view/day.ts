const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/**
 * When something was asked, as people say it: "Today, 14:32", "Yesterday, 09:05", "12 November, 18:40". In the zone of
 * this machine, or so many minutes east of Greenwich.
 */
export function formatMoment(at: number, now: number, minutesEast: number | null = null): string {
  if (minutesEast === null) return momentIn(new Date(at), new Date(now), undefined);
  const shift = minutesEast * 60_000;
  return momentIn(new Date(at + shift), new Date(now + shift), "UTC");
}

function momentIn(then: Date, now: Date, timeZone: "UTC" | undefined): string {
  const zone = timeZone ? { timeZone } : {};
  return `${dayName(then, now, zone)}, ${then.toLocaleTimeString("en-GB", { ...hour, ...zone })}`;
}

type Zone = { timeZone?: "UTC" };

function dayName(then: Date, now: Date, zone: Zone): string {
  const dayOf = (date: Date) => date.toLocaleDateString("en-GB", zone);
  if (dayOf(then) === dayOf(now)) return "Today";
  if (dayOf(then) === dayOf(new Date(now.getTime() - oneDay))) return "Yesterday";
  const yearOf = (date: Date) => date.toLocaleDateString("en-GB", { year: "numeric", ...zone });
  const withYear = yearOf(then) === yearOf(now) ? {} : ({ year: "numeric" } as const);
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...withYear, ...zone });
}

const oneDay = 86_400_000;
