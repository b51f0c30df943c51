import type { Api } from "@/e2e/support/api";

/** What every bench drives: the production server, and the upstream in a process of its own. */
export type Bench = {
  api: Api;
  serverUrl: string;
  serverPid: number;
  upstreamUrl: string;
  /** The name of an upstream model as the server knows it. */
  model: (id: string) => string;
  /** Megabytes that the server has in use after a collection; it stands still for that. */
  memoryInUse: () => Promise<number>;
};
