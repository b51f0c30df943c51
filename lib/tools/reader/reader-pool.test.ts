import { afterEach, describe, expect, it } from "vitest";
import { makePdf } from "./pdf.test-kit";
import { createReaderPool, type PoolLimits, type ReaderPool } from "./reader-pool";
import type { ReadPageTask } from "./reading";

const pools: ReaderPool[] = [];

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

function openPool(limits: Partial<PoolLimits> = {}): ReaderPool {
  const pool = createReaderPool(limits);
  pools.push(pool);
  return pool;
}

function page(text: string, kind: ReadPageTask["kind"] = "html"): ReadPageTask {
  return { kind, body: new TextEncoder().encode(text), charset: "", url: "https://a.example/" };
}

/** Readability needs seconds for it: few elements, each of them far down. */
const slow = `<body>${(`${"<div>".repeat(110)}some words, and more` + "</div>".repeat(110)).repeat(150)}</body>`;

// A busy machine takes long to start threads; nothing is asserted about time.
describe("reading threads", { timeout: 120_000 }, () => {
  it("read pages, one after the other in the same thread", async () => {
    const pool = openPool({ workers: 1 });
    const outcomes = await Promise.all(["one", "two", "three"].map((text) => pool.run(page(text))));
    expect(outcomes).toMatchObject(["one", "two", "three"].map((text) => ({ type: "read", reading: { text } })));
  });

  it("that take too long are ended, and the next page has a new one", async () => {
    const pool = openPool({ workers: 1, taskMs: 400 });
    const bad = pool.run(page(slow));
    expect(await bad).toEqual({ type: "overrun" });
    expect(await pool.run(page("next"))).toMatchObject({ reading: { text: "next" } });
  });

  it("that take too much memory are ended, on the heap and beside it", async () => {
    const pool = openPool({ workers: 1, memoryMb: 96, taskMs: 20_000 });
    const heap = page(`<body>${"<p>a</p>".repeat(300_000)}`);
    expect(await pool.run(heap)).toEqual({ type: "overrun" });
    const bomb = { ...page("", "pdf"), body: makePdf(["x"], 300_000_000) };
    const before = process.memoryUsage().rss;
    expect(await pool.run(bomb)).toEqual({ type: "overrun" });
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000);
    expect(await pool.run(page("next"))).toMatchObject({ reading: { text: "next" } });
  });

  it("take the smallest page first, and refuse what would wait with too many bytes", async () => {
    const pool = openPool({ workers: 1, waitingBytes: 1000 });
    const order: string[] = [];
    const run = (name: string, text: string) => pool.run(page(text)).then(() => order.push(name));
    const begun = [run("first", "x"), run("large", "l".repeat(800)), run("small", "s")];
    expect(await pool.run(page("m".repeat(900)))).toEqual({ type: "busy" });
    await Promise.all(begun);
    expect(order).toEqual(["first", "small", "large"]);
  });

  it("that are all taken let a page wait for a while only", async () => {
    const pool = openPool({ workers: 1, waitMs: 100, taskMs: 3000 });
    const bad = pool.run(page(slow));
    expect(await pool.run(page("x"))).toEqual({ type: "busy" });
    pool.close();
    expect(await bad).toEqual({ type: "overrun" });
  });
});
