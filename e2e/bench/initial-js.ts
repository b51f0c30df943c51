import { gzipSync } from "node:zlib";
import type { Browser, Response } from "@playwright/test";

/** Bytes, compressed; an empty Next app has 135,000. */
export const largestInitialJs = 226_000;

type Script = { path: string; bytes: number; gzipBytes: number };
type Scripts = { bytes: number; gzipBytes: number; scripts: Script[] };
/** What the document itself asks for, and what the page fetches after it has begun to work. */
export type PageJs = { initial: Scripts; later: Scripts };

/**
 * The JavaScript that a cold browser asks for to show a page, until its network is quiet. Polyfills for old
 * browsers are `noModule` scripts, which no browser that can run Parley asks for, so they are not counted.
 */
export async function measureJs(browser: Browser, url: string): Promise<PageJs> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const responses: Response[] = [];
    page.on("response", (response) => {
      if (pathOf(response).endsWith(".js")) responses.push(response);
    });
    const document = await page.goto(url, { waitUntil: "networkidle" });
    const html = (await document?.text()) ?? "";
    const isInitial = (response: Response) => html.includes(pathOf(response));
    return {
      initial: await weighAll(responses.filter(isInitial)),
      later: await weighAll(responses.filter((response) => !isInitial(response))),
    };
  } finally {
    await context.close();
  }
}

function pathOf(response: Response): string {
  return new URL(response.url()).pathname;
}

async function weighAll(responses: readonly Response[]): Promise<Scripts> {
  const scripts = await Promise.all(responses.map(weigh));
  return {
    bytes: scripts.reduce((sum, script) => sum + script.bytes, 0),
    gzipBytes: scripts.reduce((sum, script) => sum + script.gzipBytes, 0),
    scripts: scripts.toSorted((a, b) => b.gzipBytes - a.gzipBytes),
  };
}

async function weigh(response: Response): Promise<Script> {
  const body = await response.body();
  return { path: pathOf(response), bytes: body.length, gzipBytes: gzipSync(body).length };
}
