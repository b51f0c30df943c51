import type { Browser, Page } from "@playwright/test";
import type { Api } from "@/e2e/support/api";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

/** P7: eight panes at 100 tokens a second each on a slow machine, against a page that only appends the same text. */

const runs = 3;
const seconds = 10;
const panes = 8;
const tokensPerSecond = 100;
const slowdown = 4;

type Smoothness = { longTasks: number; frameP95: number };
type PanesBench = { browser: Browser; serverUrl: string; api: Api; model: (id: string) => string };

export async function benchEightPanes({ browser, serverUrl, api, model }: PanesBench): Promise<Figure[]> {
  const ours: Smoothness[] = [];
  const plain: Smoothness[] = [];
  for (let run = 0; run < runs; run += 1) {
    plain.push(await onSlowPage(browser, openPlainPage));
    const streaming = model(`scripted/markdown/${tokensPerSecond * (seconds + 5)}/${tokensPerSecond}`);
    const panel = {
      name: "Eight",
      panelists: Array.from({ length: panes }, () => ({ model: streaming })),
      judge: { model: model("scripted/judge") },
    };
    const { conversationId, turnId } = await api.ask({ question: "How smooth is it?", panel });
    ours.push(await onSlowPage(browser, (page) => openTurn(page, `${serverUrl}/c/${conversationId}`)));
    await api.send("POST", `/api/turns/${turnId}/stop`, {});
    await api.finished(turnId);
  }
  return figuresOf(ours, plain);
}

async function openTurn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page
    .getByRole("region", { name: /writing/ })
    .first()
    .waitFor();
}

/** Eight boxes that get the same number of words 20 times a second. */
async function openPlainPage(page: Page): Promise<void> {
  const box = `<div style="height:420px;overflow:auto"><p></p></div>`;
  const grid = "display:grid;grid-template-columns:repeat(4,1fr);gap:8px;font:15px/23px serif";
  await page.setContent(`<div style="${grid}">${box.repeat(panes)}</div>`);
  await page.evaluate((perSecond) => {
    let sent = 0;
    const startedAt = performance.now();
    setInterval(() => {
      const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
      const words = Array.from({ length: due - sent }, (_, index) => ` token${sent + index}`).join("");
      sent = due;
      for (const paragraph of document.querySelectorAll("p")) {
        paragraph.append(words);
        if (paragraph.parentElement) paragraph.parentElement.scrollTop = paragraph.scrollHeight;
      }
    }, 50);
  }, tokensPerSecond);
}

async function onSlowPage(browser: Browser, open: (page: Page) => Promise<void>): Promise<Smoothness> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await open(page);
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    // tsx marks functions with their names by a helper that the page does not have.
    await page.evaluate("globalThis.__name = (target) => target");
    const { longTasks, frames } = await page.evaluate(watchFrames, seconds * 1000);
    return { longTasks, frameP95: percentile(frames, 0.95) };
  } finally {
    await context.close();
  }
}

/** Runs in the page: tasks over 50 ms, and the time between frames, for so many milliseconds. */
function watchFrames(milliseconds: number): Promise<{ longTasks: number; frames: number[] }> {
  return new Promise((resolve) => {
    const frames: number[] = [];
    let longTasks = 0;
    new PerformanceObserver((list) => {
      longTasks += list.getEntries().length;
    }).observe({ type: "longtask" });
    const startedAt = performance.now();
    let last = startedAt;
    function next(now: number) {
      frames.push(now - last);
      last = now;
      if (now - startedAt < milliseconds) requestAnimationFrame(next);
      else resolve({ longTasks, frames: frames.slice(1) });
    }
    requestAnimationFrame(next);
  });
}

function figuresOf(ours: readonly Smoothness[], plain: readonly Smoothness[]): Figure[] {
  const tasks = (list: readonly Smoothness[]) => list.map(({ longTasks }) => longTasks);
  const frames = (list: readonly Smoothness[]) => list.map(({ frameP95 }) => frameP95);
  const note = (of: (list: readonly Smoothness[]) => number[]) =>
    `${runs} runs of ${seconds} s, CPU ${slowdown} x slower, ${spread(of(ours))}; plain text ${spread(of(plain))}`;
  return [
    {
      name: "eight panes, tasks over 50 ms",
      unit: "",
      value: median(tasks(ours)),
      // A plain page without any long task would make every ratio infinite.
      baseline: Math.max(1, median(tasks(plain))),
      note: note(tasks),
      gate: 1.5,
      gated: "ratio",
    },
    {
      name: "eight panes, time between frames p95",
      unit: "ms",
      value: median(frames(ours)),
      baseline: median(frames(plain)),
      note: note(frames),
      gate: null,
      gated: "ratio",
    },
  ];
}
