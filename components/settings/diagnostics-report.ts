import { formatBytes } from "@/components/words/counts";
import type { Diagnostics } from "@/lib/core/api-diagnostics";

type Fact = { name: string; value: string };
export type FactGroup = { title: string; facts: Fact[] };

/** Milliseconds as "3 d 4 h", "2 h 5 min", "41 s". */
export function formatUptime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [
    { size: 86_400, unit: "d" },
    { size: 3600, unit: "h" },
    { size: 60, unit: "min" },
    { size: 1, unit: "s" },
  ];
  const first = parts.findIndex(({ size }) => seconds >= size);
  if (first === -1) return "0 s";
  const shown = parts.slice(first, first + 2).map(({ size, unit }, index) => {
    const whole = index === 0 ? seconds : seconds % (parts[first]?.size ?? 1);
    return { count: Math.floor(whole / size), unit };
  });
  return shown
    .filter(({ count }) => count > 0)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(" ");
}

/** The figures of the server in words, for the screen and for the report alike. */
export function factsOf(now: Diagnostics): FactGroup[] {
  const { versions, eventLoop, memory, database, upstream } = now;
  const free = database.diskFreeBytes;
  return [
    {
      title: "Work",
      facts: [
        { name: "Running turns", value: String(now.runningTurns) },
        { name: "Open streams", value: String(now.openStreams) },
        { name: "Calls under way", value: String(upstream.running) },
        { name: "Calls waiting for a place", value: String(upstream.queue) },
      ],
    },
    {
      title: "Process",
      facts: [
        { name: "Up for", value: formatUptime(now.at - now.startedAt) },
        { name: "Timers late, usually", value: `${eventLoop.p50Ms} ms` },
        { name: "Timers late, 99 of 100 at most", value: `${eventLoop.p99Ms} ms` },
        { name: "Timers late, worst", value: `${eventLoop.maxMs} ms` },
        { name: "Memory", value: formatBytes(memory.rssBytes) },
        { name: "Memory of JavaScript", value: formatBytes(memory.heapBytes) },
      ],
    },
    {
      title: "Database",
      facts: [
        { name: "Size", value: formatBytes(database.bytes) },
        { name: "Write-ahead log", value: formatBytes(database.walBytes) },
        { name: "Free on its disk", value: free === null ? "unknown" : formatBytes(free) },
        { name: "Times opened", value: String(now.epoch) },
      ],
    },
    {
      title: "Versions",
      facts: [
        { name: "Parley", value: versions.parley },
        { name: "Node", value: versions.node },
        { name: "SQLite", value: versions.sqlite },
        { name: "System", value: versions.platform },
      ],
    },
  ];
}

const stateWords: Readonly<Record<string, string>> = {
  open: "paused after failures",
  trial: "tried once after a pause",
  locked: "not asked until its settings change",
  closed: "asked as usual",
};

/** How a model stands with its breaker, in one line. */
export function breakerLine({ model, state, requests, failed, message }: Diagnostics["upstream"]["breakers"][number]) {
  const words = `${model}: ${stateWords[state] ?? state}, ${failed} of ${requests} requests failed in the last minute`;
  return message ? `${words} (${message})` : words;
}

/** A failed request in one line. */
export function failureLine(failure: Diagnostics["upstream"]["recentFailures"][number]): string {
  const { provider, model, code, httpStatus, message, again } = failure;
  const status = httpStatus === null ? "" : `, HTTP ${httpStatus}`;
  return `${provider}, ${model}: ${message} (${code}${status})${again ? ", sent once more" : ""}`;
}

/** Everything as plain text to hand on; the server has taken secrets out, and it holds no question and no answer. */
export function reportOf(now: Diagnostics): string {
  const { breakers, recentFailures } = now.upstream;
  const handles = Object.entries(now.handles).map(([name, count]) => `${name}: ${count}`);
  const groups = factsOf(now).map(({ title, facts }) => ({
    title,
    lines: facts.map(({ name, value }) => `${name}: ${value}`),
  }));
  const lists = [
    { title: "Handles", lines: handles },
    { title: "Breakers", lines: breakers.map(breakerLine) },
    {
      title: "Recent failures",
      lines: recentFailures.map((failure) => `${new Date(failure.at).toISOString()} ${failureLine(failure)}`),
    },
  ];
  const parts = [...groups, ...lists].map(({ title, lines }) => [title, ...(lines.length > 0 ? lines : ["none"])]);
  const head = [`Parley diagnostics, ${new Date(now.at).toISOString()}`];
  return `${[head, ...parts].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
