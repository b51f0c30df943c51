import type { TurnEvent } from "./events";
import { type Fitted, type Fitting, fittingPrompt } from "./fitting";
import type { ModelName } from "./ids";
import type { Judging } from "./judge";
import { hasRoom, omittedIn, type ReadAnswer } from "./judge-answers";
import { secondOrderOf } from "./judge-careful";
import { answersToMap, createMapping, type Mapper, readAsClaims } from "./judge-claims";
import { lookUpMore, roomToLookUp } from "./judge-look-ups";
import { judgeInWindows } from "./judge-windows";
import { synthesizerModel } from "./panel-rules";
import { takesTools } from "./takes-tools";
import type { TurnState } from "./turn";
import type { WindowLine } from "./window-lines";

/** The answers as one judge reads them, and all its calls with them. */
export type JudgesRead = Pick<Judging, "answers" | "prompt" | "second" | "shortenTo" | "windows">;

/** How one judge is to read the answers, before anything is asked for it. */
export type Reader = {
  /** Panelist to the words it does not read; empty = it reads all. */
  omitted: Record<string, number>;
  second: Judging["second"];
  /** Has the claims of answers listed that are too long for it, and gives what it reads. */
  ready(): AsyncGenerator<TurnEvent, JudgesRead>;
};

type Whole = Pick<Judging, "turn" | "verdictId" | "nonce" | "ports" | "signal" | "refusal"> & {
  answers: readonly ReadAnswer[];
};

/** Each judge begins with the whole answers, whatever the one before it could take. */
export function openReads(whole: Whole) {
  const { turn, nonce, ports, answers } = whole;
  const map = createMapping(whole);
  const writer = synthesizerModel(turn.panel);
  return {
    /** How this judge reads, together with the model that writes from the same prompt. */
    by(judge: ModelName): Reader {
      const keepFree = takesTools(judge, ports) ? { keepFree: roomToLookUp } : {};
      const fitting = { turn, nonce, ports, readers: [judge, writer], ...keepFree };
      const fitted = fittingPrompt(answers, fitting);
      const { second } = secondOrderOf(fitted.answers, { turn, nonce });
      const first = { whole: answers, turn, fitted };
      return {
        omitted: omittedIn(fitted.answers) ?? {},
        second,
        ready: () => readyFor(first, { ...fitting, whole, map, judge }),
      };
    },
    /** What the writer reads when no judge managed: all it can take itself; nothing = no more than the last judge did. */
    byWriter(): Partial<Fitted & Pick<Judging, "ownOmitted">> {
      const fitted = fittingPrompt(answers, { turn, nonce, ports, readers: [writer] });
      if (answersToMap(fitted.answers, answers).length > 0) return {};
      return { ...fitted, ownOmitted: omittedIn(fitted.answers) ?? {} };
    },
  };
}

export type Reading = Fitting & { whole: Whole; map: Mapper; judge: ModelName };
/** The answers as they are to be read, how they stand in the prompt, and the turn with its sources as they stand there. */
export type Reads = {
  whole: readonly ReadAnswer[];
  turn: TurnState;
  fitted: Fitted;
  /** The judge could look up what it has not read. */
  looksUp?: boolean;
  windows?: readonly WindowLine[];
};

async function* readyFor(first: Reads, reading: Reading): AsyncGenerator<TurnEvent, JudgesRead> {
  const { nonce } = reading;
  const mapped = yield* readLongOnesAsClaims(first, reading);
  const { fitted, turn, windows = [] } = yield* judgeInWindows(yield* lookUpMore(mapped, reading), reading);
  const inOrders = ({ answers, prompt }: Fitted, read: Parameters<typeof secondOrderOf>[1]) => ({
    answers,
    prompt,
    ...secondOrderOf(answers, read),
  });
  return {
    windows,
    ...inOrders(fitted, { turn, nonce, windows }),
    shortenTo(contextTokens) {
      // What was looked up would leave no room for the answers themselves.
      const shorter = fittingPrompt(mapped.whole, { ...reading, contextTokens, keepFree: () => 0 });
      return hasRoom(shorter.answers, mapped.whole) ? inOrders(shorter, { turn: mapped.turn, nonce }) : null;
    },
  };
}

/**
 * Has the claims of answers listed that would lose more than half of their words, one call each; where that cannot be, the
 * answer stays shortened. Each answer that gets shorter leaves more room to the others.
 */
async function* readLongOnesAsClaims(reads: Reads, reading: Reading): AsyncGenerator<TurnEvent, Reads> {
  const { signal, refusal } = reading.whole;
  const { turn } = reads;
  let { whole, fitted } = reads;
  for (const read of answersToMap(fitted.answers, whole)) {
    // The answers before it may have left it room enough.
    if (!answersToMap(fitted.answers, whole).includes(read)) continue;
    if (signal.aborted || refusal(0)) break;
    const mapped = yield* reading.map(reading.judge, read);
    if (!mapped) continue;
    const { claims } = mapped;
    if (claims) {
      whole = whole.map((one) => (one === read ? readAsClaims(one, claims) : one));
      fitted = fittingPrompt(whole, reading);
    }
    const omitted = omittedIn(fitted.answers);
    yield { ...mapped, ...(omitted ? { omitted } : {}) };
  }
  return { whole, turn, fitted };
}
