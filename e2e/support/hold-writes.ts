import { writeSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { z } from "zod";

/**
 * For the server process of tests that kill it: `node --import ./e2e/support/hold-writes.ts`. When the write that was asked
 * for comes, the process says so and stands still for ever, its transaction open or just committed. It takes orders as
 * messages of its parent; the first may come in PARLEY_E2E_HOLD.
 */
const Hold = z.object({
  /** The event whose row is waited for, and which one of them. */
  hold: z.string(),
  nth: z.number(),
  /** `inside`: before it is written, at least `rows` others are in its transaction. `after`: when it is committed. */
  when: z.enum(["inside", "after"]),
  rows: z.number(),
});
const Order = z.union([Hold, z.object({ pragma: z.string() })]);

type Native = { readonly source: string };
type Run = (this: Native, ...parameters: unknown[]) => unknown;

let order: z.infer<typeof Hold> | null = null;
let seen = 0;
let rowsOfTransaction = 0;
let isDue = false;

/** A timer that should fire every few milliseconds: how late it was of late is how late the timer of the last flush was. */
const gaps: { at: number; gap: number }[] = [];
let lastTick = performance.now();
setInterval(() => {
  const at = performance.now();
  gaps.push({ at, gap: at - lastTick });
  if (gaps.length > 400) gaps.shift();
  lastTick = at;
}, 5).unref();

function lateness(): number {
  const now = performance.now();
  const recent = gaps.filter(({ at }) => now - at < 250).map(({ gap }) => gap);
  return Math.max(now - lastTick, ...recent);
}

function standStill(): void {
  writeSync(1, `@held ${JSON.stringify({ at: Date.now(), lateness: lateness() })}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function before({ source }: Native, type: unknown): void {
  if (source.startsWith("BEGIN")) rowsOfTransaction = 0;
  if (!source.startsWith("insert into turn_events")) return;
  look(type);
  rowsOfTransaction += 1;
}

function look(type: unknown): void {
  if (order === null || order.hold !== type || rowsOfTransaction < order.rows) return;
  seen += 1;
  isDue = seen >= order.nth;
  if (isDue && order.when === "inside") standStill();
}

/** Every statement of the process goes through here: they share one prototype. */
function watchStatements(): void {
  const memory = new Sqlite(":memory:");
  const statement: object = Object.getPrototypeOf(memory.prepare("select 1"));
  const run: Run = Reflect.get(statement, "run");
  Reflect.set(statement, "run", function heldRun(this: Native, ...parameters: unknown[]) {
    before(this, parameters[2]);
    const result = Reflect.apply(run, this, parameters);
    if (isDue && this.source === "COMMIT") standStill();
    return result;
  });
  memory.close();
}

const isConnection = (value: unknown) => typeof value === "object" && value !== null && "pragma" in value;
const Container = z.object({ db: z.object({ $client: z.custom<Sqlite.Database>(isConnection) }) });

function take(given: unknown): void {
  const next = Order.parse(given);
  if ("pragma" in next) {
    // The container hangs on the global object, so that every module instance of Next finds the same one.
    const { db } = Container.parse(Reflect.get(globalThis, Symbol.for("parley")));
    writeSync(1, `@pragma ${JSON.stringify(db.$client.pragma(next.pragma))}\n`);
    return;
  }
  order = next;
  seen = 0;
  isDue = false;
  writeSync(1, "@ready\n");
}

watchStatements();
const first = process.env.PARLEY_E2E_HOLD;
if (first) take(JSON.parse(first));
process.on("message", take);
// Listening for orders must not keep the process alive.
process.channel?.unref();
