import type { PointState } from "./analysis";
import { auditInSteps, mustBeMended, openFindings } from "./audit";
import type { AuditFindings } from "./audit-findings";
import { type AuditGround, groundOf, wordsOfSource } from "./audit-ground";
import { isNews, verdictNews } from "./call-news";
import { costOf } from "./cost";
import type { TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { ModelName } from "./ids";
import { takeSteps } from "./in-steps";
import type { Judging } from "./judge";
import { createMarkFilter, type KnownMarks, marksIn } from "./marks";
import type { ModelChunk, ModelRequest, Usage } from "./model";
import { plainRequest } from "./panelist";
import { problemsOf, writerSettings } from "./program-writer";
import { pageTextFor } from "./source-snippets";
import { revisionTask, type SynthesisBrief } from "./synthesis-prompts";
import { whyAborted } from "./time-limit";
import type { SourceState } from "./turn";

const maxPageCharacters = 60_000;

/** A final answer that is whole, and what it was written from. */
export type Draft = {
  text: string;
  status: "done" | "cut_off";
  unknownSources: readonly string[];
  /** null = there is no analysis. */
  points: readonly PointState[] | null;
  known: KnownMarks;
  model: ModelName;
  brief: SynthesisBrief;
};

/**
 * Checks a final answer by code and tells what was found; where points are left out or its words cannot be understood, the
 * synthesizer is asked once to mend it. Never throws a model's failure; a revision that is worse is not taken.
 */
export async function* auditAndMend(judging: Judging, draft: Draft): AsyncGenerator<TurnEvent> {
  const { verdictId, ports } = judging;
  const ground = groundFor(judging, draft);
  const findings = await auditOf(judging, draft, ground);
  const revising = mayRevise(judging, draft, findings);
  yield { type: "synthesis-audited", at: ports.clock.now(), verdictId, findings, revising };
  if (!revising) return;
  const call = yield* callForRevision(judging, draft, findings);
  const revised = call.failure ? call : await judgeRevision(judging, { draft, findings, ground, call });
  const at = ports.clock.now();
  if ("failure" in revised && revised.failure) {
    const spent = call.gotToken ? { spent: call.spent } : {};
    yield { type: "revision-failed", at, verdictId, ...spent, failure: revised.failure };
  } else if ("findings" in revised) {
    const { resolvedModel, spent, text } = call;
    const marks = marksIn(text);
    yield {
      type: "synthesis-revised",
      at,
      verdictId,
      ...spent,
      resolvedModel,
      text,
      marks,
      findings: revised.findings,
    };
  }
}

/** An answer that was cut off would be cut off again; a stopped turn and a reached cap make no further call. */
function mayRevise(judging: Judging, { status }: Draft, findings: AuditFindings): boolean {
  const program = judging.ports.programRequestOf?.(judging.turn.id);
  // Words that went out to a program cannot be taken back; an answer in a form goes out when it is whole.
  if (program?.isStreamed && !program.format) return false;
  return mustBeMended(findings) && status === "done" && !judging.signal.aborted && judging.refusal(0) === null;
}

function groundFor({ turn, answers, ports }: Judging, { text: written, points, brief }: Draft): AuditGround {
  const replies = (points ?? []).flatMap(({ rebuttal }) => rebuttal?.replies.map(({ text }) => text) ?? []);
  // Only pages that the final answer names are gone through: they may be long.
  const isNamed = ({ id }: SourceState) => new RegExp(`\\b${id}\\b`).test(written);
  const pageOf = (source: SourceState) =>
    pageTextFor(source, turn.id, ports.pageTextOf)?.slice(0, maxPageCharacters) ?? null;
  return groundOf(
    answers.map(({ text }) => text),
    [
      turn.question,
      ...turn.context.map(({ content }) => content),
      brief.instructions,
      brief.rulings ?? "",
      ...turn.sources.map((source) => wordsOfSource({ ...source, text: isNamed(source) ? pageOf(source) : null })),
      ...replies,
    ],
  );
}

async function auditOf(
  { turn, answers, ports }: Judging,
  written: Written & Pick<Draft, "points">,
  ground: AuditGround,
) {
  const { text, unknownSources, points } = written;
  const year = new Date(ports.clock.now()).getUTCFullYear();
  const labels = answers.map(({ label }) => label);
  const { sources, question } = turn;
  const audited = { text, unknownSources, points: points ?? [], labels, sources, question, year };
  const findings = await takeSteps(auditInSteps(audited, ground));
  const program = ports.programRequestOf?.(turn.id) ?? null;
  if (!program?.format) return findings;
  // A form has no room for marks: only that it can be read counts.
  return { ...findings, unaddressed: [], wording: [], unparsed: problemsOf(text, program, ports).slice(0, 5) };
}

type Written = Pick<Draft, "text" | "unknownSources">;
type Call = Written & {
  gotToken: boolean;
  spent: { usage: Usage | null; costUsd: number | null };
  resolvedModel: string;
  failure: Failure | null;
};

async function* callForRevision(
  judging: Judging,
  draft: Draft,
  findings: AuditFindings,
): AsyncGenerator<TurnEvent, Call> {
  const { turn, verdictId, prompt, ports, signal } = judging;
  const { model, brief, points } = draft;
  const left = (points ?? []).filter(({ id }) => findings.unaddressed.some((pointId) => pointId === id));
  const task = revisionTask(brief, { draft: draft.text, left, wording: findings.wording, unparsed: findings.unparsed });
  const messages = [
    { role: "system" as const, content: prompt.system },
    { role: "user" as const, content: `${prompt.material}\n\n${task}` },
  ];
  const filter = createMarkFilter(draft.known);
  const unspent = { usage: null, costUsd: null };
  const call: Call = {
    text: "",
    unknownSources: [],
    gotToken: false,
    spent: unspent,
    resolvedModel: model,
    failure: null,
  };
  try {
    const plain = plainRequest(turn, { model, messages, signal, temperature: null });
    for await (const chunk of ports.streamModel({ ...plain, ...programSettings(judging, model) })) {
      if (isNews(chunk)) {
        yield verdictNews(chunk, { verdictId, role: "synthesizer", model }, ports.clock.now());
        continue;
      }
      call.gotToken = true;
      if (chunk.type === "text") call.text += filter.push(chunk.text);
      if (chunk.type !== "finished") continue;
      call.text = (call.text + filter.finish()).trim();
      const costUsd = costOf(chunk.costUsd, chunk.usage, ports.priceOf(model));
      const { usage, resolvedModel } = chunk;
      const unknownSources = filter.unknownSources();
      return { ...call, unknownSources, spent: { usage, costUsd }, resolvedModel, failure: endOf(chunk) };
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    return { ...call, failure: signal.aborted ? whyAborted(signal, "You stopped the revision.") : failureOf(error) };
  }
}

/** What a program wants of the writer; it calls no functions in a revision. */
function programSettings({ turn, ports }: Judging, model: ModelName): Partial<ModelRequest> {
  const program = ports.programRequestOf?.(turn.id);
  if (!program) return {};
  const { tools: _tools, toolChoice: _choice, ...settings } = writerSettings(program, { model, ports });
  return settings;
}

function endOf({ finish }: Extract<ModelChunk, { type: "finished" }>): Failure | null {
  if (finish === "refused") return failure("refused", "The synthesizer declined to revise it.");
  return finish === "length" ? failure("length", "The revision was cut off at its limit.") : null;
}

type Attempt = { draft: Draft; findings: AuditFindings; ground: AuditGround; call: Call };

/** The findings of a revision that is better than its draft; else why it is not taken. */
async function judgeRevision(
  judging: Judging,
  { draft, findings, ground, call }: Attempt,
): Promise<{ findings: AuditFindings } | { failure: Failure }> {
  if (call.text === "") return { failure: failure("empty", "The revision has no text.") };
  // Data in a form is shorter than prose that was none.
  if (!draft.brief.form && 2 * call.text.length < draft.text.trim().length) {
    return { failure: failure("incomplete", "The revision left out more than half of the answer.") };
  }
  const after = await auditOf(judging, { ...call, points: draft.points }, ground);
  if (after.unaddressed.length > findings.unaddressed.length) {
    return { failure: failure("incomplete", "The revision left out more points than the first draft.") };
  }
  if (openFindings(after) >= openFindings(findings)) {
    return { failure: failure("incomplete", "The revision did not mend what was wrong.") };
  }
  return { findings: after };
}
