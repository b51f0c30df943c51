import type {
  ConversationPage,
  ConversationSummary,
  ConversationView,
  Estimate,
  JudgeList,
  PanelList,
  Problem,
  SavedPanel,
  SettingsView,
} from "@/lib/core/api";
import type { ModelCatalog, ProviderTest, ProviderView } from "@/lib/core/api-providers";
import type { StoredEvent } from "@/lib/core/events";
import type { TurnState } from "@/lib/core/turn";
import { type Check, count, flag, isRecord, listOf, nullable, oneOf, shape, text } from "./checks";

const summaryFields = {
  id: text,
  title: text,
  pinned: flag,
  archived: flag,
  running: flag,
  client: nullable(text),
  createdAt: count,
  updatedAt: count,
};

export const conversationSummary: Check<ConversationSummary> = shape(summaryFields);

export const conversationPage: Check<ConversationPage> = shape({
  conversations: listOf(conversationSummary),
  nextCursor: nullable(text),
});

export const accepted = shape({ turnId: text });

const range = shape({ low: count, high: count });

export const estimate: Check<Estimate> = shape({
  costUsd: nullable(range),
  seconds: nullable(range),
  unpriced: listOf(text),
  capUsd: nullable(count),
  capCouldStop: flag,
});

export const settingsView: Check<SettingsView> = shape({
  theme: oneOf("system", "light", "dark"),
  answerFont: oneOf("serif", "sans"),
  singleKeys: flag,
  columns: count,
  dataLocation: text,
  databaseBytes: count,
  version: text,
  passwordOn: flag,
});

export const judgeList: Check<JudgeList> = shape({
  judges: listOf(
    shape({
      model: text,
      label: text,
      verdicts: count,
      failedVerdicts: count,
      quotesChecked: count,
      quotesFailed: count,
    }),
  ),
});

const providerKind = oneOf("openrouter", "openai-compatible", "local", "demo");
const providerStatus = oneOf("connected", "unreachable", "not_authorized", "unchecked");

export const providerView: Check<ProviderView> = shape({
  id: text,
  label: text,
  kind: providerKind,
  baseUrl: text,
  keyLast4: nullable(text),
  origin: oneOf("settings", "environment", "discovered", "built-in"),
  status: providerStatus,
  problem: text,
  modelCount: nullable(count),
  fetchedAt: nullable(count),
});

export const providerTest: Check<ProviderTest> = shape({ ok: flag, message: text, modelCount: nullable(count) });

const turnEnvelope = shape({
  id: text,
  conversationId: text,
  status: text,
  lastSeq: count,
  answers: listOf(isObject),
  verdicts: listOf(isObject),
});

function isObject(value: unknown, path: string): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw new Error(`The server sent an answer this page does not understand: ${path} is not an object.`);
}

/**
 * Only the envelope of a turn is checked: the state is a fold that our own server has made from events it has parsed,
 * it may hold a megabyte of text, and it is read 20 times a second.
 */
export function turnState(value: unknown, path: string): TurnState {
  turnEnvelope(value, path);
  return value as TurnState;
}

export function conversationView(value: unknown, path: string): ConversationView {
  const summary = conversationSummary(value, path);
  return { ...summary, turns: shape({ turns: listOf(turnState) })(value, path).turns };
}

/** Only the envelope of an event is checked, for the reason at {@link turnState}; there may be hundreds a second. */
export function turnEvent(value: unknown, type: string): StoredEvent {
  if (!isRecord(value) || value.type !== type || typeof value.at !== "number" || typeof value.seq !== "number") {
    throw new Error(`The server sent an event this page does not understand: ${type}.`);
  }
  return value as StoredEvent;
}

const panelEnvelope = shape({
  panelId: text,
  name: text,
  builtIn: flag,
  panelists: listOf(shape({ id: text, model: text, label: text })),
  judge: shape({ model: text }),
  limits: isObject,
  tools: isObject,
  dataPolicy: isObject,
});

/** A panel is checked down to its seats; its settings were parsed by the server when it was saved and when it is read. */
export function savedPanel(value: unknown, path: string): SavedPanel {
  panelEnvelope(value, path);
  return value as SavedPanel;
}

export const panelList: Check<PanelList> = shape({ panels: listOf(savedPanel), defaultPanelId: text });

export const importedPanels = shape({ panels: listOf(savedPanel) });

type CatalogModel = ModelCatalog["providers"][number]["models"][number];
const modelEnvelope = shape({ name: text, label: text, providerId: text, family: text, capabilities: isObject });

/** A catalogue has hundreds of models; each is checked as far as the screens rely on it. */
function catalogModel(value: unknown, path: string): CatalogModel {
  modelEnvelope(value, path);
  return value as CatalogModel;
}

export const modelCatalog: Check<ModelCatalog> = shape({
  providers: listOf(
    shape({
      id: text,
      label: text,
      kind: providerKind,
      status: providerStatus,
      problem: text,
      fetchedAt: nullable(count),
      models: listOf(catalogModel),
    }),
  ),
});

const problemEnvelope = shape({ type: text, title: text, status: count, detail: text, code: text });

/** A problem document, or null when the body is something else (a proxy's page). Its code is shown, never switched on blindly. */
export function problemOf(value: unknown): Problem | null {
  try {
    problemEnvelope(value, "problem");
    return value as Problem;
  } catch {
    return null;
  }
}
