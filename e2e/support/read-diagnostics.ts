import { Diagnostics } from "@/lib/core/api-diagnostics";
import type { Api } from "./api";

/** How the server does now, as Settings show it. */
export async function readDiagnostics(api: Api): Promise<Diagnostics> {
  return Diagnostics.parse(await api.json("GET", "/api/diagnostics"));
}
