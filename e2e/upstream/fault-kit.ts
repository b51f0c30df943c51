import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Clock, ModelChunk, ProviderKind, StreamModel } from "@/lib/core/model";
import { reopenTurn, runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import type { TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { startUpstream, type Upstream } from "./server";

export const faultKey = "sk-marked-0123456789abcdef";

type Provider = { id: string; label: string; kind: ProviderKind; baseUrl: string; apiKey: string };
/** The models of a provider behind a policy; absent = a short one. */
type ModelsOf<Policy> = (provider: Provider, clock: Clock, policy: Policy | undefined) => StreamModel;

type Setting<Policy> = {
  judge?: string;
  /** Absent = the judge writes. */
  synthesizer?: string;
  question?: string;
  kind?: ProviderKind;
  policy?: Policy;
  baseUrl?: string;
};

/** What a model has said so far, and whether its call is over. */
type Heard = { text: string; isOver: boolean };

/** Whole turns over real HTTP under the policy of calls, with the scripted upstream started for the tests of one file. */
export function openFaultTests<Policy>(modelsOf: ModelsOf<Policy>) {
  const started: { upstream: Upstream | null } = { upstream: null };
  const slept: number[] = [];
  const heard = new Map<string, Heard>();
  beforeAll(async () => {
    started.upstream = await startUpstream({ port: 0 });
  });
  afterAll(() => started.upstream?.close());
  beforeEach(() => {
    requests().length = 0;
    slept.length = 0;
    heard.clear();
  });
  const requests = () => started.upstream?.requests ?? [];
  function heardOf(model: string): Heard {
    const known = heard.get(model) ?? { text: "", isOver: false };
    heard.set(model, known);
    return known;
  }

  const named = (model: string) => `openrouter:${model.includes("/") ? model : `scripted/${model}`}`;

  /** Waits between tries are only noted; every other wait of a turn lasts for ever. */
  const clock = {
    now: () => Date.now(),
    sleep(ms: number) {
      slept.push(ms);
      return Promise.resolve();
    },
  };

  function portsOf({ kind = "openrouter", policy, baseUrl = started.upstream?.baseUrl ?? "" }: Setting<Policy>) {
    const provider: Provider = { id: "openrouter", label: "OpenRouter", kind, baseUrl, apiKey: faultKey };
    const models = modelsOf(provider, clock, policy);
    const streamModel: StreamModel = (request) => {
      const model = request.model.replace("openrouter:", "");
      return listened(models({ ...request, model }), heardOf(model));
    };
    return testPorts(streamModel, { now: clock.now, sleep: () => new Promise<void>(() => {}) });
  }

  /** A whole turn of these models, with its events. */
  function turnOf(models: readonly string[], setting: Setting<Policy> = {}) {
    const judge = { model: named(setting.judge ?? "judge") };
    const synthesizer = { model: setting.synthesizer ? named(setting.synthesizer) : null };
    const panel = testPanel(models.map(named), { judge, synthesizer, limits: { quorum: "all" } });
    const { question = "Does water boil?" } = setting;
    return play(runTurn(testRequest(panel, { question }), portsOf(setting), createTurnControl()));
  }

  function judgeAgain(turn: TurnState, { judge, synthesizer }: { judge: string; synthesizer?: string }) {
    const wish = { judge: named(judge), ...(synthesizer ? { synthesizer: named(synthesizer) } : {}) };
    return play(reopenTurn(turn, { judgeAgain: true, wish }, portsOf({}), createTurnControl()), turn);
  }

  return {
    turnOf,
    judgeAgain,
    slept,
    /** What a model has said. */
    heard: (model: string) => heardOf(`scripted/${model}`),
    /** Requests for one model, or all. */
    requests: (model?: string) => requests().filter((one) => model === undefined || one.model === `scripted/${model}`),
    forget: () => {
      requests().length = 0;
    },
    address: () => started.upstream?.baseUrl ?? "",
    release: (model: string) => started.upstream?.release(`scripted/${model}`) ?? 0,
  };
}

async function* listened(chunks: AsyncIterable<ModelChunk>, heard: Heard): AsyncGenerator<ModelChunk> {
  try {
    for await (const chunk of chunks) {
      if (chunk.type === "text") heard.text += chunk.text;
      yield chunk;
    }
  } finally {
    heard.isOver = true;
  }
}
