import type { Browser, Page } from "@playwright/test";
import type { Api } from "@/e2e/support/api";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

/** The matrix of 8 panelists and 33 points under the mouse wheel, against a plain table of the same height. */

const runs = 3;
const wheelStep = 60;
const wheelPause = 16;
const slowdown = 4;
const openRows = 6;
const panel = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** A frame at 60 a second, and half of one more. */
const droppedAfter = 25;

type Scroll = { frames: number; dropped: number; longTasks: number };
type MatrixBench = { browser: Browser; serverUrl: string; api: Api; model: (id: string) => string };

export async function benchMatrixScroll({ browser, serverUrl, api, model }: MatrixBench): Promise<Figure[]> {
  const { conversationId, turnId } = await api.ask({
    question: "Which case decides each of the questions?",
    panel: {
      name: "Wide",
      panelists: panel.map((suffix) => ({ model: model(`scripted/wide-${suffix}`) })),
      judge: { model: model("scripted/judge-wide") },
    },
  });
  const { verdicts } = await api.finished(turnId);
  if (verdicts[0]?.points.length !== 33) throw new Error(`${verdicts[0]?.points.length ?? 0} points, not 33.`);
  const ours: Scroll[] = [];
  const plain: Scroll[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { height, scroll } = await onPage(browser, async (page) => {
      await openMatrix(page, `${serverUrl}/c/${conversationId}`);
      return { height: await heightOf(page), scroll: await scrollThrough(page) };
    });
    ours.push(scroll);
    plain.push(
      await onPage(browser, async (page) => {
        await openPlainTable(page, height);
        return scrollThrough(page);
      }),
    );
  }
  return figuresOf(ours, plain);
}

/** The matrix with some rows open: their quotes are most of what is drawn. */
async function openMatrix(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const grid = page.getByRole("grid");
  await grid.waitFor();
  for (let row = 0; row < openRows; row += 1) await grid.locator("[data-statement]").nth(row).click();
  await grid.getByText("Show in answer").first().waitFor();
}

async function openPlainTable(page: Page, height: number): Promise<void> {
  const rows = 33;
  const cells = "<td>·</td>".repeat(panel.length);
  const row = `<tr style="height:${Math.floor(height / rows)}px"><td>What decides the question</td>${cells}</tr>`;
  await page.setContent(`<table role="grid" style="width:100%;border-collapse:collapse">${row.repeat(rows)}</table>`);
}

async function heightOf(page: Page): Promise<number> {
  return page.getByRole("grid").evaluate((grid) => Math.ceil(grid.getBoundingClientRect().height));
}

/** Turns the wheel from the first row to the last, a notch a frame, and watches what is drawn meanwhile. */
async function scrollThrough(page: Page): Promise<Scroll> {
  const grid = page.getByRole("grid");
  await grid.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const box = await grid.boundingBox();
  if (!box) throw new Error("There is nothing to scroll over.");
  await page.mouse.move(box.x + box.width / 2, 400);
  // tsx marks functions with their names by a helper that the page does not have.
  await page.evaluate("globalThis.__name = (target) => target");
  await page.evaluate(startWatching);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  for (let done = 0; done < box.height; done += wheelStep) {
    await page.mouse.wheel(0, wheelStep);
    await page.waitForTimeout(wheelPause);
  }
  const { frames, longTasks } = await page.evaluate(stopWatching);
  return { frames: frames.length, dropped: frames.filter((time) => time > droppedAfter).length, longTasks };
}

/** Runs in the page. */
function startWatching(): void {
  const watch = { frames: [] as number[], longTasks: 0, last: performance.now(), on: true };
  Reflect.set(globalThis, "frameWatch", watch);
  new PerformanceObserver((list) => {
    watch.longTasks += list.getEntries().length;
  }).observe({ type: "longtask" });
  function next(now: number) {
    watch.frames.push(now - watch.last);
    watch.last = now;
    if (watch.on) requestAnimationFrame(next);
  }
  requestAnimationFrame(next);
}

/** Runs in the page. */
function stopWatching(): { frames: number[]; longTasks: number } {
  const watch: { frames: number[]; longTasks: number; on: boolean } = Reflect.get(globalThis, "frameWatch");
  watch.on = false;
  return { frames: watch.frames.slice(1), longTasks: watch.longTasks };
}

async function onPage<Result>(browser: Browser, work: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

function figuresOf(ours: readonly Scroll[], plain: readonly Scroll[]): Figure[] {
  const shares = (list: readonly Scroll[]) => list.map(({ dropped, frames }) => (100 * dropped) / Math.max(1, frames));
  const tasks = (list: readonly Scroll[]) => list.map(({ longTasks }) => longTasks);
  const note = (of: (list: readonly Scroll[]) => number[]) =>
    `8 x 33 points, ${openRows} rows open, CPU ${slowdown} x slower, ${runs} runs, ${spread(of(ours))}; a plain table ${spread(of(plain))}`;
  return [
    {
      name: "matrix under the wheel, frames over 25 ms",
      unit: "%",
      value: median(shares(ours)),
      // A plain table that drops nothing would make every ratio infinite.
      baseline: Math.max(1, median(shares(plain))),
      note: note(shares),
      gate: 2,
      gated: "ratio",
    },
    {
      name: "matrix under the wheel, tasks over 50 ms",
      unit: "",
      value: median(tasks(ours)),
      baseline: Math.max(1, median(tasks(plain))),
      note: note(tasks),
      gate: 1.5,
      gated: "ratio",
    },
  ];
}
