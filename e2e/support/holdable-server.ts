import { z } from "zod";
import { type Server, type ServerOptions, startServer } from "./server";

export type Hold = { hold: string; nth?: number; when?: "inside" | "after"; rows?: number };
/** When a server stood still, in ms since the epoch, and how late its timers were in the quarter of a second before, in ms. */
const Held = z.object({ at: z.number(), lateness: z.number() });
export type Held = z.infer<typeof Held>;

export type HoldableServer = Server & {
  /** Stands still at the next write like this; resolves when the server knows. */
  hold(at: Hold): Promise<void>;
  /** Resolves when it stands still. */
  held(): Promise<Held>;
  /** Runs a pragma on the server's own connection; gives what it says. */
  pragma(text: string): Promise<unknown>;
};

const whole = (at: Hold) => ({ nth: 1, when: "after" as const, rows: 0, ...at });

/** Starts a server that can be made to stand still at a write, to be killed there; `hold`: already while it starts. */
export async function startHoldable({
  hold,
  ...options
}: ServerOptions & { hold?: Hold } = {}): Promise<HoldableServer> {
  const env = { ...options.env, ...(hold ? { PARLEY_E2E_HOLD: JSON.stringify(whole(hold)) } : {}) };
  const imports = ["./e2e/support/hold-writes.ts", ...(options.imports ?? [])];
  const server = await startServer({
    ...options,
    env,
    imports,
    takesOrders: true,
    ...(hold ? { awaits: "@held" } : {}),
  });
  return {
    ...server,
    async hold(at) {
      const ready = server.says("@ready");
      server.send(whole(at));
      await ready;
    },
    held: async () => Held.parse(JSON.parse(await server.says("@held"))),
    async pragma(text) {
      const told = server.says("@pragma");
      server.send({ pragma: text });
      return JSON.parse(await told) as unknown;
    },
  };
}
