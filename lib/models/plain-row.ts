import { z } from "zod";
import type { CatalogModel } from "@/lib/core/model";
import { familyOf, labelFromName } from "./model-label";
import type { ConnectedProvider } from "./provider";

const tokens = z.number().int().positive().nullable().catch(null);

/** A row of `/models` at any other host: only the id is certain; hosts disagree on what the context is called. */
const PlainRow = z.object({
  id: z.string().min(1).max(190),
  name: z.string().nullable().catch(null),
  display_name: z.string().nullable().catch(null),
  context_length: tokens,
  context_window: tokens,
  max_context_length: tokens,
  max_model_len: tokens,
  max_completion_tokens: tokens,
});

const noChat = /(^|[-_/.])(embed|rerank)/i;
const noChatAtOpenAi = /whisper|tts|dall-e|moderation|image|audio|realtime|transcribe|sora|davinci|babbage|search-api/i;
const free = { input: 0, output: 0 };

/** The catalogue entry of one row; null when it is no model that can chat. Local models cost nothing. */
export function parsePlainRow(
  row: unknown,
  provider: Pick<ConnectedProvider, "id" | "kind" | "baseUrl">,
): CatalogModel | null {
  const parsed = PlainRow.safeParse(row);
  if (!parsed.success || !canChat(parsed.data.id, provider.baseUrl)) return null;
  const { id, name, display_name, context_length, context_window, max_context_length, max_model_len } = parsed.data;
  return {
    name: `${provider.id}:${id}`,
    providerId: provider.id,
    label: labelFromName(display_name ?? name, id),
    family: familyOf(id),
    price: provider.kind === "local" ? free : null,
    contextTokens: max_model_len ?? context_window ?? context_length ?? max_context_length,
    maxOutputTokens: parsed.data.max_completion_tokens,
    capabilities: { tools: null, reasoning: null, images: null, strictJson: null },
    aliasOf: null,
  };
}

function canChat(id: string, baseUrl: string): boolean {
  if (noChat.test(id) || /\s/.test(id)) return false;
  return URL.parse(baseUrl)?.hostname !== "api.openai.com" || !noChatAtOpenAi.test(id);
}
