import { type AskInput, type ConversationView, SavedPanel } from "@/lib/core/api";
import { ProviderView } from "@/lib/core/api-providers";
import { type StoredEvent, TurnEvent } from "@/lib/core/events";
import type { PanelInput } from "@/lib/core/panel";
import type { TurnState } from "@/lib/core/turn";
import { readServerSentEvents } from "./server-sent-events";

export type Asked = { conversationId: string; turnId: string };

/** The app API as a program uses it. Every method throws on an answer that is not 2xx, except `send`. */
export function createApi(url: string, headers: Record<string, string> = {}) {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const json = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };

  const startConversation = async () => trust<{ id: string }>(await json("POST", "/api/conversations", {})).id;

  async function ask(body: AskInput, conversationId?: string): Promise<Asked> {
    const conversation = conversationId ?? (await startConversation());
    const accepted = await json("POST", `/api/conversations/${conversation}/turns`, body);
    return { conversationId: conversation, turnId: trust<{ turnId: string }>(accepted).turnId };
  }

  /** The stored events of a turn, as they come; ends when the turn is closed. */
  async function* follow(turnId: string, after = 0): AsyncGenerator<StoredEvent> {
    const response = await fetch(`${url}/api/turns/${turnId}/events?after=${after}`, { headers });
    if (!response.ok || !response.body) throw new Error(`events of ${turnId}: ${response.status}`);
    for await (const { id, data } of readServerSentEvents(response.body)) {
      const seq = Number(id);
      if (data !== "" && seq > 0) yield { ...TurnEvent.parse(JSON.parse(data)), seq };
    }
  }

  /** Waits until the turn has written an event that matches; gives all events up to it. */
  async function until(turnId: string, matches: (event: StoredEvent) => boolean): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of follow(turnId)) {
      events.push(event);
      if (matches(event)) return events;
    }
    throw new Error(`The turn ended without that event: ${events.map((event) => event.type).join(" ")}`);
  }

  const conversation = async (id: string) => trust<ConversationView>(await json("GET", `/api/conversations/${id}`));

  const turn = async (turnId: string) => trust<TurnState>(await json("GET", `/api/turns/${turnId}`));

  /** Waits until the turn is closed; gives its final state. */
  async function finished(turnId: string): Promise<TurnState> {
    for await (const event of follow(turnId)) void event;
    return turn(turnId);
  }

  return {
    url,
    send,
    json,
    startConversation,
    ask,
    follow,
    until,
    turn,
    finished,
    conversation,
    savePanel: async (panel: PanelInput) => SavedPanel.parse(await json("POST", "/api/panels", panel)),
    /** Tests a provider as a person does in Settings. */
    testProvider: (providerId: string) => json("POST", `/api/providers/${providerId}/test`),
    addProvider: async (label: string, baseUrl: string, apiKey: string, kind = "openrouter") =>
      ProviderView.parse(await json("POST", "/api/providers", { label, kind, baseUrl, apiKey })),
  };
}
export type Api = ReturnType<typeof createApi>;

/** Our own server's answers are what these tests are about: a wrong shape shows in the assertions on it. */
function trust<Shape>(body: unknown): Shape {
  return body as Shape;
}
