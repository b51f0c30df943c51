import { gzipSync } from "node:zlib";
import type { Browser, Response } from "@playwright/test";

/** Bytes, compressed; an empty Next app has 135,000. */
export const largestInitialJs = 220_000;

export type Script = { path: string; bytes: number; gzipBytes: number };
export type InitialJs = { bytes: number; gzipBytes: number; scripts: Script[] };

/**
 * The JavaScript that a cold browser asks for to show a page, until its network is quiet. Polyfills for old
 * browsers are `noModule` scripts, which no browser that can run Parley asks for, so they are not counted.
 */
export async function measureInitialJs(browser: Browser, url: string): Promise<InitialJs> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const responses: Response[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".js")) responses.push(response);
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const scripts = await Promise.all(responses.map(weigh));
    return {
      bytes: scripts.reduce((sum, script) => sum + script.bytes, 0),
      gzipBytes: scripts.reduce((sum, script) => sum + script.gzipBytes, 0),
      scripts: scripts.toSorted((a, b) => b.gzipBytes - a.gzipBytes),
    };
  } finally {
    await context.close();
  }
}

async function weigh(response: Response): Promise<Script> {
  const body = await response.body();
  return { path: new URL(response.url()).pathname, bytes: body.length, gzipBytes: gzipSync(body).length };
}
