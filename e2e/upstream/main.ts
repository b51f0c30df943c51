import { parseArgs } from "node:util";
import { startUpstream } from "./server";

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const upstream = await startUpstream({ port: Number(values.port) });
process.stdout.write(`upstream listening at ${upstream.baseUrl}\n`);
process.once("SIGTERM", () => void upstream.close().then(() => process.exit(0)));
