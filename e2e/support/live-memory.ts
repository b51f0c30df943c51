import type { Server, ServerOptions } from "./server";

/** Options of a server that can be asked for its memory in use. */
export const tellsMemory: Pick<ServerOptions, "imports" | "takesOrders"> = {
  imports: ["./e2e/support/tell-memory.ts"],
  takesOrders: true,
};

/** Megabytes that a server has in use after a collection: garbage that nobody has collected yet says nothing, a process with much room lets it lie. */
export async function memoryInUse(server: Pick<Server, "says" | "send">): Promise<number> {
  const told = server.says("@memory");
  server.send({});
  return Number(await told);
}
