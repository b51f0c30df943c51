import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Clock, ProviderKind, StreamModel } from "@/lib/core/model";
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
  question?: string;
  kind?: ProviderKind;
  policy?: Policy;
  baseUrl?: string;
};

/** Whole turns over real HTTP under the policy of calls, with the scripted upstream started for the tests of one file. */
export function openFaultTests<Policy>(modelsOf: ModelsOf<Policy>) {
  const started: { upstream: Upstream | null } = { upstream: null };
  const slept: number[] = [];
  beforeAll(async () => {
    started.upstream = await startUpstream({ port: 0 });
  });
  afterAll(() => started.upstream?.close());
  beforeEach(() => {
    requests().length = 0;
    slept.length = 0;
  });
  const requests = () => started.upstream?.requests ?? [];
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
    const streamModel: StreamModel = (request) =>
      models({ ...request, model: request.model.replace("openrouter:", "") });
    return testPorts(streamModel, { now: clock.now, sleep: () => new Promise<void>(() => {}) });
  }

  /** A whole turn of these models, with its events. */
  function turnOf(models: readonly string[], setting: Setting<Policy> = {}) {
    const judge = { model: named(setting.judge ?? "judge") };
    const panel = testPanel(models.map(named), { judge, limits: { quorum: "all" } });
    const { question = "Does water boil?" } = setting;
    return play(runTurn(testRequest(panel, { question }), portsOf(setting), createTurnControl()));
  }

  const judgeAgain = (turn: TurnState, judge: string) =>
    play(reopenTurn(turn, { judgeAgain: true, wish: { judge: named(judge) } }, portsOf({}), createTurnControl()), turn);

  return {
    turnOf,
    judgeAgain,
    slept,
    /** Requests for one model, or all. */
    requests: (model?: string) => requests().filter((one) => model === undefined || one.model === `scripted/${model}`),
    forget: () => {
      requests().length = 0;
    },
    address: () => started.upstream?.baseUrl ?? "",
    release: (model: string) => started.upstream?.release(`scripted/${model}`) ?? 0,
  };
}
