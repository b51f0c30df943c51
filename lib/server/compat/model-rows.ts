import { z } from "zod";
import type { SavedPanel } from "@/lib/core/api";
import type { CatalogModel } from "@/lib/core/model";
import { synthesizerModel } from "@/lib/core/panel-rules";
import { container } from "@/lib/server/container";
import { notFound } from "@/lib/server/refusals";
import { fastAlias, fusionAlias, panelPrefix, presetPanels } from "./target";
import { badBody } from "./wire-error";
import { wireModel } from "./wire-model";

const fusionParameters = [
  "tools",
  "tool_choice",
  "response_format",
  "structured_outputs",
  "max_tokens",
  "temperature",
  "top_p",
  "stop",
  "seed",
  "reasoning",
];
const unknownPrice = { prompt: "-1", completion: "-1" };

/** The row of the model that an address ends in. Throws not_found. */
export function findModel(path: string) {
  const id = decodeURIComponent(path.replace(/^.*?\/v1\/models\//, ""));
  const row = allRows().find((model) => model.id === id);
  if (!row) throw notFound("model");
  return row;
}

const Page = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
});

/** `GET /models?offset=&limit=`: the panels, then every connected model, as OpenRouter and OpenAI list them. */
export function listModels(address: string) {
  const page = Page.safeParse(Object.fromEntries(new URL(address).searchParams));
  if (!page.success) throw badBody(page.error);
  const { offset, limit } = page.data;
  const rows = allRows();
  return { object: "list", data: rows.slice(offset, offset + limit), total_count: rows.length, links: { next: null } };
}

function allRows() {
  const { panels, catalog } = container();
  const { panels: saved, defaultPanelId } = panels.list();
  const main = saved.find(({ panelId }) => panelId === defaultPanelId);
  const fast = saved.find(({ panelId }) => panelId === presetPanels["general-fast"]);
  const models = catalog.view().providers.flatMap((provider) => provider.models);
  return [
    ...(main ? [panelRow(fusionAlias, "Fusion", main)] : []),
    ...(fast ? [panelRow(fastAlias, "Fusion Flash", fast)] : []),
    ...saved.map((panel) => panelRow(`${panelPrefix}${panel.slug}`, panel.name, panel)),
    ...models.map(modelRow),
  ];
}

function panelRow(id: string, name: string, panel: SavedPanel) {
  const { catalog } = container();
  const readers = [...panel.panelists.map(({ model }) => model), panel.judge.model, synthesizerModel(panel)];
  const rows = readers.map((model) => catalog.find(model));
  const contexts = rows.flatMap((row) => row?.contextTokens ?? []);
  const takesImages = rows.some((row) => row?.capabilities.images === true);
  return rowOf({
    id,
    name: `Parley: ${name}`,
    description: panel.description,
    created: panel.createdAt,
    owner: "parley",
    contextTokens: contexts.length > 0 ? Math.min(...contexts) : null,
    maxOutputTokens: catalog.find(synthesizerModel(panel))?.maxOutputTokens ?? null,
    takesImages,
    price: unknownPrice,
    parameters: fusionParameters,
  });
}

function modelRow(model: CatalogModel) {
  const { name, label, family, price, contextTokens, maxOutputTokens, capabilities, aliasOf } = model;
  const { tools, reasoning, strictJson } = capabilities;
  const row = rowOf({
    id: wireModel(name),
    name: label,
    description: "",
    created: 0,
    owner: family,
    contextTokens,
    maxOutputTokens,
    takesImages: capabilities.images === true,
    price: price ? { prompt: perToken(price.input), completion: perToken(price.output) } : unknownPrice,
    parameters: [
      "max_tokens",
      "temperature",
      "top_p",
      "stop",
      "seed",
      "response_format",
      ...(tools === false ? [] : ["tools", "tool_choice"]),
      ...(reasoning ? ["reasoning"] : []),
      ...(strictJson ? ["structured_outputs"] : []),
    ],
  });
  return aliasOf ? { ...row, alias_target: { slug: aliasOf, name: aliasOf } } : row;
}

type Row = {
  id: string;
  name: string;
  description: string;
  /** Milliseconds since the epoch; 0 = not known. */
  created: number;
  owner: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  takesImages: boolean;
  price: { prompt: string; completion: string };
  parameters: string[];
};

function rowOf({
  id,
  name,
  description,
  created,
  owner,
  contextTokens,
  maxOutputTokens,
  takesImages,
  price,
  parameters,
}: Row) {
  const input = takesImages ? ["text", "image"] : ["text"];
  return {
    id,
    object: "model",
    owned_by: owner,
    canonical_slug: id,
    name,
    description,
    created: Math.floor(created / 1000),
    context_length: contextTokens,
    architecture: {
      modality: `${input.join("+")}->text`,
      input_modalities: input,
      output_modalities: ["text"],
      tokenizer: "Other",
      instruct_type: null,
    },
    pricing: price,
    top_provider: { context_length: contextTokens, max_completion_tokens: maxOutputTokens, is_moderated: false },
    per_request_limits: null,
    supported_parameters: parameters,
    default_parameters: null,
    supported_voices: null,
    links: { details: `/api/v1/models/${id}` },
  };
}

/** US dollars per token, as text: 3 a million is 0.000003. */
function perToken(perMillion: number): string {
  return (perMillion / 1_000_000).toFixed(12).replace(/\.?0+$/, "") || "0";
}
