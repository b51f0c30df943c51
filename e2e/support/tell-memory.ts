import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Loaded into a server that is measured: whenever it is asked it collects its garbage and prints how many megabytes are still in use. */
setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

process.on("message", () => {
  if (typeof collect === "function") collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`@memory ${(heapUsed + external) / 1_000_000}\n`);
});
