import { expect, test } from "vitest";
import { type PlacePorts, streamWhileSeen } from "./stream-place";

/** A browser with so many places; each page of it counts the streams it opened and says whether one is open. */
function openBrowser(places: number) {
  let taken = 0;
  async function takePlace() {
    if (taken >= places) return null;
    taken += 1;
    return () => {
      taken -= 1;
    };
  }
  function openPage(hidden: boolean) {
    const over = new AbortController();
    const callbacks: (() => void)[] = [];
    const page = { opened: 0, isStreaming: false, close: () => over.abort(), see };
    const ports: PlacePorts = {
      takePlace,
      sight: {
        isHidden: () => hidden,
        onChange: (callback, until) => callbacks.push(() => !until.aborted && callback()),
      },
    };
    function start() {
      page.opened += 1;
      page.isStreaming = true;
      return () => {
        page.isStreaming = false;
      };
    }
    async function see(isSeen: boolean) {
      hidden = !isSeen;
      for (const callback of callbacks) callback();
      await settled();
    }
    streamWhileSeen(start, ports, over.signal);
    return page;
  }
  return { openPage, taken: () => taken };
}

async function settled(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await Promise.resolve();
}

test("a page that is seen streams, and goes on without a break when it is hidden and has a place", async () => {
  const browser = openBrowser(1);
  const page = browser.openPage(false);
  expect(page.isStreaming).toBe(true);
  await page.see(false);
  expect([page.isStreaming, page.opened, browser.taken()]).toEqual([true, 1, 1]);
  await page.see(true);
  expect([page.isStreaming, page.opened, browser.taken()]).toEqual([true, 1, 0]);
});

test("hidden pages beyond the places hang up, and follow again as soon as they are shown", async () => {
  const browser = openBrowser(3);
  const pages = Array.from({ length: 8 }, () => browser.openPage(true));
  await settled();
  expect(pages.filter(({ isStreaming }) => isStreaming)).toHaveLength(3);
  for (const page of pages) {
    await page.see(true);
    expect(page.isStreaming).toBe(true);
    await page.see(false);
  }
  expect(pages.filter(({ isStreaming }) => isStreaming)).toHaveLength(3);
});

test("a page that is closed, or whose turn is over, gives its place back", async () => {
  const browser = openBrowser(1);
  const first = browser.openPage(true);
  await settled();
  first.close();
  const next = browser.openPage(true);
  await settled();
  expect([first.isStreaming, next.isStreaming, browser.taken()]).toEqual([false, true, 1]);
});

test("a page that is shown, or closed, while it waits for its place keeps none", async () => {
  const browser = openBrowser(3);
  const quick = browser.openPage(true);
  const shown = quick.see(true);
  const closed = browser.openPage(true);
  closed.close();
  await shown;
  await settled();
  expect([quick.isStreaming, quick.opened, closed.opened, browser.taken()]).toEqual([true, 1, 0, 0]);
});
