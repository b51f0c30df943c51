/** The model list of the scripted upstream, as OpenRouter and as plain hosts write it. */

const models: readonly { id: string; name: string }[] = [
  { id: "scripted/plain-a", name: "Scripted: Plain A" },
  { id: "scripted/plain-b", name: "Scripted: Plain B" },
  { id: "scripted/plain-c", name: "Scripted: Plain C" },
  { id: "scripted/reasoning", name: "Scripted: Reasoning" },
  { id: "scripted/cited", name: "Scripted: Cited" },
  { id: "scripted/slow", name: "Scripted: Slow" },
  { id: "scripted/hang", name: "Scripted: Hang" },
  { id: "scripted/429", name: "Scripted: Busy" },
  { id: "scripted/500", name: "Scripted: Broken" },
  { id: "scripted/judge", name: "Scripted: Judge" },
  { id: "scripted/judge-slow", name: "Scripted: Slow judge" },
  { id: "scripted/judge-prose", name: "Scripted: Prose judge" },
  { id: "tag/one", name: "Tag: One" },
  { id: "tag/two", name: "Tag: Two" },
];

/** GET /api/v1/models */
export function openRouterList() {
  const rows = [...models.map((model) => openRouterRow(model)), aliasRow, routerRow];
  return { data: rows, total_count: rows.length, links: { next: null } };
}

/** GET /v1/models */
export function plainList() {
  const rows = models.map(({ id }) => ({ id, object: "model", created: 1_780_000_000, owned_by: "scripted" }));
  return { object: "list", data: rows };
}

function openRouterRow({ id, name }: { id: string; name: string }, more: Record<string, unknown> = {}) {
  return {
    id,
    canonical_slug: `${id}-20261101`,
    name,
    created: 1_780_000_000,
    pricing: { prompt: "0.0000001", completion: "0.0000004", request: "0", image: "0" },
    context_length: 131_072,
    architecture: { modality: "text->text", input_modalities: ["text", "image"], output_modalities: ["text"] },
    top_provider: { is_moderated: false, context_length: 131_072, max_completion_tokens: 32_768 },
    per_request_limits: null,
    supported_parameters: ["max_tokens", "temperature", "tools", "reasoning", "structured_outputs"],
    default_parameters: null,
    supported_voices: null,
    links: { details: `/api/v1/models/${id}/endpoints` },
    ...more,
  };
}

const aliasRow = openRouterRow(
  { id: "~scripted/plain-latest", name: "Scripted: Plain (latest)" },
  { alias_target: { slug: "scripted/plain-a", name: "Scripted: Plain A" } },
);

const routerRow = openRouterRow(
  { id: "scripted/router", name: "Scripted: Router" },
  {
    pricing: { prompt: "-1", completion: "-1" },
    context_length: null,
    supported_parameters: [],
    architecture: { modality: "text->text", input_modalities: ["text"], output_modalities: ["text"] },
    top_provider: { is_moderated: false },
  },
);
