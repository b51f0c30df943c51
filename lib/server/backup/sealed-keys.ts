import type Sqlite from "better-sqlite3";
import { sealedMcpKey } from "@/lib/server/mcp-servers";
import { originOf } from "@/lib/server/provider-directory";
import { sealedEngineKey } from "@/lib/server/search-engines";
import type { SealedKey } from "@/lib/server/secrets";

/** All keys that a database holds sealed: of providers, search engines and MCP servers, each group by name. */
export function sealedKeysIn(client: Sqlite.Database): SealedKey[] {
  const providers = client.prepare<[], { id: string; label: string; baseUrl: string; sealed: string }>(
    "select id, label, base_url as baseUrl, sealed_key as sealed from providers where sealed_key is not null order by label",
  );
  const settings = client.prepare<[], { key: string; value: string }>("select key, value from settings order by key");
  return [
    ...providers.all().map(({ id, label, baseUrl, sealed }) => ({
      label,
      sealed,
      owner: { providerId: id, origin: originOf(baseUrl) },
    })),
    ...settings.all().flatMap((row) => sealedEngineKey(row) ?? sealedMcpKey(row) ?? []),
  ];
}
