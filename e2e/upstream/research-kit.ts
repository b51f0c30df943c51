import { afterAll, beforeAll, beforeEach } from "vitest";
import type { ProviderKind, StreamModel } from "@/lib/core/model";
import type { Panel, PanelInput } from "@/lib/core/panel";
import type { TurnPorts } from "@/lib/core/ports";
import { runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import { type AnswerState, currentAnswers } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { hitAt, pretendWeb } from "@/lib/core/web-kit";
import { lastMessage } from "./request";
import { startUpstream, type Upstream } from "./server";

export const boiling = "https://example.org/boiling";
export const hits = [hitAt(boiling, "Water boils at 100 degrees."), hitAt("https://example.com/pressure")];
const pages = {
  [boiling]: { text: "Water boils at 100 degrees Celsius at sea level.", links: ["https://linked.example/"] },
};

export type Setting = {
  models?: string[];
  kind?: ProviderKind;
  web?: ReturnType<typeof pretendWeb>;
  tools?: PanelInput["tools"];
  limits?: PanelInput["limits"];
  /** Whether its panelists may use the web. */
  webTools?: boolean;
  ports?: Partial<TurnPorts>;
  question?: string;
};

type Provider = { id: string; label: string; kind: ProviderKind; baseUrl: string; apiKey: string | null };

/**
 * Turns over real HTTP with the scripted upstream, started for the tests of one file; `modelsOf` is the adapter, and the web
 * is a small pretended one.
 */
export function openResearchTests(modelsOf: (provider: Provider) => StreamModel) {
  const started: { upstream: Upstream | null } = { upstream: null };
  beforeAll(async () => {
    started.upstream = await startUpstream({ port: 0 });
  });
  afterAll(() => started.upstream?.close());
  beforeEach(() => {
    requests().length = 0;
  });

  function requests(): Upstream["requests"] {
    return started.upstream?.requests ?? [];
  }

  function start(setting: Setting) {
    const { web = pretendWeb({ hits, pages }), question = "Does water boil?" } = setting;
    const streamModel = modelsOf(providerAt(started.upstream?.baseUrl ?? "", setting));
    const clock = { now: () => Date.now(), sleep: () => new Promise<void>(() => {}) };
    const { searchWeb, fetchPage } = web;
    const ports = { ...testPorts(streamModel, clock), searchWeb, fetchPage, ...setting.ports };
    const control = createTurnControl();
    return { control, web, events: runTurn(testRequest(panelOf(setting), { question }), ports, control) };
  }

  const callsOf = (model: string) => requests().filter((request) => request.model === `scripted/${model}`);

  async function research(model: string, setting: Setting = {}) {
    const { events, web } = start({ ...setting, models: [model] });
    const { turn, events: all } = await play(events);
    const [answer] = currentAnswers(turn);
    if (!answer) throw new Error("Nobody answered.");
    return { turn, answer, web, all, requests: callsOf(model) };
  }

  /** What the judge was sent first. */
  const judged = () => lastMessage(callsOf("judge")[0]?.body ?? null);
  return { start, research, callsOf, judged };
}

function providerAt(baseUrl: string, { kind = "openai-compatible" }: Setting): Provider {
  return { id: "host", label: "Host", kind, baseUrl, apiKey: null };
}

function panelOf({ models = [], tools = {}, limits = {}, webTools = true }: Setting): Panel {
  const names = models.map((model) => `scripted/${model}`);
  const panel = testPanel(names, { judge: { model: "scripted/judge" }, tools, limits });
  return { ...panel, panelists: panel.panelists.map((panelist) => ({ ...panelist, webTools })) };
}

/** Why each call of an answer gave nothing, in order. */
export function failuresOf({ toolCalls }: AnswerState): string[] {
  return toolCalls.map(({ failure }) => failure?.code ?? "none");
}
