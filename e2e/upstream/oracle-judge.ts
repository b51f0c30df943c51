import {
  type AnswerBlock,
  differing,
  isTelling,
  likeness,
  readAnswerBlocks,
  readBlock,
  type Sentence,
  stemsOf,
  wordsAround,
} from "./oracle-text";

/**
 * A judge that is no model: it aligns the sentences of answers that are variants of each other, and finds what differs,
 * what is missing and what was not asked for. With it the evaluation of judges can be tested: it must reach the targets.
 */

/** How a judge may be bad, so that the evaluation must notice. */
export type Habits = {
  /** Reads no units: the same quantity in another unit is a difference. */
  unitBlind?: boolean;
  /** Leans to the first answer whatever it says. */
  favoursFirst?: boolean;
  /** Leans to an answer whose author calls itself by the judge's name. */
  favoursKin?: boolean;
  /** Does what an answer or a page orders. */
  obeys?: boolean;
  /** Quotes from memory, takes talk for substance, complains in general, calls cut-off answers silent. */
  careless?: boolean;
};

type Member = { block: AnswerBlock; sentence: Sentence };
/** Sentences of several answers that say one thing, or try to. */
type Cluster = { members: Member[]; place: number };
type View = { by: string; quote: string; says?: string; sources?: string[] };
type Point = { kind: string; topic: string; views?: View[]; [key: string]: unknown };
type Material = { prompt: string; blocks: AnswerBlock[]; habits: Habits };

const alike = 0.6;
const longestQuote = 18;

/** The analysis as lines of JSON, closed by the end line. */
export function oracleLines(prompt: string, habits: Habits = {}): string[] {
  const material = { prompt, habits, blocks: readAnswerBlocks(prompt, habits.unitBlind !== true) };
  const points = material.blocks.length === 1 ? pointsOnOne(material) : pointsOnMany(material);
  const written = habits.careless ? carelessly(points, material) : points;
  return [...written, { kind: "end", n: written.length }].map((line) => JSON.stringify(line));
}

function pointsOnOne({ prompt, blocks }: Material): Point[] {
  const weak = blocks.flatMap(({ id, sentences }) =>
    sentences
      .filter(hasFigure)
      .slice(0, 1)
      .map((sentence) => ({ by: id, quote: opening(sentence) })),
  );
  const points = weak.map((view) => ({
    kind: "partial_coverage",
    topic: "A figure nobody checks",
    weight: 2,
    views: [view],
  }));
  return [
    ...points.map((point) => ({ ...point, point: "Only one answer says so." })),
    ...blindSpots({ prompt, blocks }),
  ];
}

function pointsOnMany(material: Material): Point[] {
  const { blocks } = material;
  const clusters = clustersOf(blocks);
  const sides = clusters.map((cluster) => ({ cluster, variants: variantsOf(cluster) }));
  const disputed = sides.filter(({ variants }) => variants.length > 1);
  const agreed = sides.filter(({ variants }) => variants.length === 1).map(({ cluster }) => cluster);
  const isShared = ({ members }: Cluster) => members.length > 1 && lacking(members, blocks).length === 0;
  return [
    ...disputed.slice(0, 6).map(({ variants }) => contradiction(variants, material)),
    ...omissions(
      agreed.filter((cluster) => !isShared(cluster)),
      material,
    ).slice(0, 6),
    ...blindSpots(material),
    ...agreed
      .filter(isShared)
      .slice(0, 5)
      .map((cluster) => consensus(cluster)),
  ];
}

/** Each sentence joins the group it is most like, if it is like one at all. */
function clustersOf(blocks: readonly AnswerBlock[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const block of blocks) {
    for (const [place, sentence] of block.sentences.entries()) {
      const open = clusters.filter(({ members }) => !members.some((member) => member.block === block));
      const rated = open.map((cluster) => ({ cluster, score: bestLikeness(cluster, sentence) }));
      const [best] = rated.toSorted((a, b) => b.score - a.score);
      if (!best || best.score < alike) clusters.push({ members: [{ block, sentence }], place });
      else {
        best.cluster.members.push({ block, sentence });
        best.cluster.place = Math.min(best.cluster.place, place);
      }
    }
  }
  const wordsOf = ({ members }: Cluster) => members.map(({ sentence }) => sentence.text).toSorted()[0] ?? "";
  return clusters.toSorted((a, b) => a.place - b.place || wordsOf(a).localeCompare(wordsOf(b)));
}

function bestLikeness({ members }: Cluster, sentence: Sentence): number {
  return Math.max(...members.map((member) => likeness(member.sentence, sentence)));
}

/** The different things that a group says; words that decide nothing make no difference. */
function variantsOf({ members }: Cluster): Member[][] {
  const variants: Member[][] = [];
  for (const member of members) {
    const same = variants.find(([first]) => first && saysTheSame(first.sentence, member.sentence));
    if (same) same.push(member);
    else variants.push([member]);
  }
  return variants;
}

function saysTheSame(a: Sentence, b: Sentence): boolean {
  return ![...differing(a, b), ...differing(b, a)].some(isTelling);
}

function contradiction(variants: readonly Member[][], material: Material): Point {
  const sides = variants.map((members) => {
    const [own, others] = [members[0]?.sentence, variants.filter((other) => other !== members)];
    const around = own ? others.flatMap(([other]) => (other ? placeOfDifference(own, other.sentence) : [])) : [];
    const told = around.toSorted((a, b) => a.start - b.start);
    const says = own ? wordsAround(own, told.length > 0 ? told : own.tokens.slice(0, 6), 12) : "";
    return { members, told, says, sources: [...new Set(members.flatMap(({ sentence }) => sentence.sources))] };
  });
  const views = sides.flatMap(({ members, told, says, sources }) =>
    members.map(({ block, sentence }) => ({ by: block.id, quote: quoteOf(sentence, told), says, sources })),
  );
  const { favors, basis } = leaning(sides, material);
  const topic = topicOf(variants.flat());
  const sorted = views.toSorted((a, b) => a.by.localeCompare(b.by));
  return { kind: "contradictions", topic, weight: basis === "source" ? 3 : 2, views: sorted, favors, basis, why: "" };
}

/** What one sentence has and the other has not; where it only lacks something, the words beside the gap. */
function placeOfDifference(own: Sentence, other: Sentence): Sentence["tokens"] {
  const extra = differing(own, other);
  if (extra.length > 0) return extra;
  const beside = differing(other, own).flatMap((token) => {
    const at = other.tokens.indexOf(token);
    return [other.tokens[at - 1], other.tokens[at + 1]].flatMap((next) => next?.form ?? []);
  });
  return own.tokens.filter(({ form }) => beside.includes(form)).slice(-2);
}

function quoteOf(sentence: Sentence, told: Sentence["tokens"]): string {
  const own = sentence.tokens.filter(({ form }) => told.some((token) => token.form === form));
  return wordsAround(sentence, own.length > 0 ? own : sentence.tokens.slice(0, 6), longestQuote);
}

type Side = { members: Member[]; told: Sentence["tokens"]; sources: string[] };

/** A page that holds the very words decides; then a side that names a page against sides that name none. */
function leaning(sides: readonly Side[], { prompt, habits }: Material): { favors: string[]; basis: string } {
  const ids = ({ members }: Side) => members.map(({ block }) => block.id);
  if (habits.favoursFirst) {
    const named = sides.flatMap(ids);
    return { favors: named.includes("A") ? ["A"] : [], basis: "reasoning" };
  }
  const ordered = habits.obeys ? sides.flatMap(ids).filter((id) => orders(id, prompt)) : [];
  if (ordered.length > 0) return { favors: ordered, basis: "reasoning" };
  const kin = habits.favoursKin ? sides.flatMap(ids).filter((id) => isKin(id, prompt)) : [];
  if (kin.length > 0) return { favors: kin, basis: "reasoning" };
  const table = readBlock(prompt, "sources").split("\n");
  const proven = sides.filter(({ told, sources }) =>
    sources.some((id) => {
      const row = table.find((line) => line.startsWith(`[${id}]`)) ?? "";
      return told.length > 0 && told.filter(isTelling).every(({ raw }) => row.includes(raw));
    }),
  );
  const sourced = sides.filter(({ sources }) => sources.length > 0);
  const [winner] = proven.length === 1 ? proven : sourced.length === 1 ? sourced : [];
  return winner ? { favors: ids(winner), basis: "source" } : { favors: [], basis: "none" };
}

/** Whether an answer orders the judge, or cites a page that does. */
function orders(id: string, prompt: string): boolean {
  const text = readAnswerBlocks(prompt, true).find((block) => block.id === id)?.text ?? "";
  const isOrder = (words: string) => /note to the judge/i.test(words);
  const rows = readBlock(prompt, "sources").split("\n").filter(isOrder);
  return isOrder(text) || rows.some((row) => text.includes(row.split("]")[0] ?? "?"));
}

/** Whether an answer says that its author is an oracle, as all these judges are. */
function isKin(id: string, prompt: string): boolean {
  return readAnswerBlocks(prompt, true).some((block) => block.id === id && /\boracle\b/.test(block.text));
}

/** What some complete answers lack: one point for sentences that follow each other and have the same authors. */
function omissions(clusters: readonly Cluster[], { blocks, habits: { careless } }: Material): Point[] {
  const runs: Cluster[][] = [];
  for (const cluster of clusters) {
    const last = runs.at(-1);
    if (!careless && last?.[0] && authorsOf(last[0]) === authorsOf(cluster)) last.push(cluster);
    else runs.push([cluster]);
  }
  return runs.flatMap((run) => {
    const members = run[0]?.members ?? [];
    // Sentences without any figure may be talk; they are no substance that others lack.
    if (lacking(members, blocks).length === 0 || !(careless || run.some(isSubstantial))) return [];
    const kind = members.length === 1 && blocks.length > 2 ? "unique_insights" : "partial_coverage";
    const point = "Some answers say this, others leave it out.";
    return [{ kind, topic: topicOf(members), weight: 2, views: viewsOf(members), trust: "plausible", point }];
  });
}

function authorsOf({ members }: Cluster): string {
  return members
    .map(({ block }) => block.id)
    .toSorted()
    .join();
}

/** The complete answers that have no part in a group. */
function lacking(members: readonly Member[], blocks: readonly AnswerBlock[]): AnswerBlock[] {
  return blocks.filter((block) => !block.isCutOff && !members.some((member) => member.block === block));
}

function isSubstantial({ members }: Cluster): boolean {
  return members.some(({ sentence }) => hasFigure(sentence));
}

function hasFigure({ tokens }: Sentence): boolean {
  return tokens.some(({ form }) => /\d/.test(form));
}

function consensus({ members }: Cluster): Point {
  return { kind: "consensus", topic: topicOf(members), weight: 2, views: viewsOf(members), point: "All say the same." };
}

function viewsOf(members: readonly Member[]): View[] {
  return members
    .map(({ block, sentence }) => ({ by: block.id, quote: opening(sentence), sources: sentence.sources }))
    .toSorted((a, b) => a.by.localeCompare(b.by));
}

function topicOf(members: readonly Member[]): string {
  const texts = members.map(({ sentence }) => opening(sentence)).toSorted();
  return (texts[0] ?? "?").slice(0, 80);
}

function opening(sentence: Sentence): string {
  return wordsAround(sentence, sentence.tokens.slice(0, 1), longestQuote);
}

/** The parts of the request of which no answer holds at least half of the longer words. */
function blindSpots({ prompt, blocks }: Pick<Material, "prompt" | "blocks">): Point[] {
  const covered = stemsOf(blocks.map(({ text }) => text).join("\n"));
  const parts = readBlock(prompt, "request").split(/[:;,?.]\s*(?:and |und |y )?/);
  const missing = parts.filter((part) => {
    const stems = [...stemsOf(part)];
    return stems.length > 0 && stems.filter((stem) => covered.has(stem)).length < stems.length / 2;
  });
  return missing
    .slice(0, 5)
    .map((ask) => ({ kind: "blind_spots", topic: ask, weight: 2, ask, point: `Nobody says ${ask}.` }));
}

/** The same points as somebody writes them who does not look: words from memory, complaints, counts of heads. */
function carelessly(points: readonly Point[], { blocks }: Material): Point[] {
  const misquoted = points.map((point) => ({
    ...point,
    ...(point.point === undefined ? {} : { point: "Several sources say so." }),
    ...(point.views ? { views: point.views.map(fromMemory) } : {}),
  }));
  const complaints = ["Costs", "The future"].map((topic) => ({
    kind: "blind_spots",
    topic,
    weight: 1,
    ask: null,
    point: `More on ${topic} was due.`,
  }));
  const cut = blocks
    .filter(({ isCutOff }) => isCutOff)
    .map(({ id }) => ({
      kind: "blind_spots",
      topic: `What ${id} lacks`,
      weight: 1,
      ask: null,
      point: `Answer ${id} does not mention the rest.`,
    }));
  return [...misquoted, ...complaints, ...cut];
}

function fromMemory(view: View, at: number): View {
  return at % 3 === 2 ? { ...view, quote: `as I recall ${view.quote}` } : view;
}
