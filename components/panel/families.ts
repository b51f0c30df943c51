import { numberWord } from "@/components/words/counts";
import type { ModelCatalog } from "@/lib/core/api-providers";
import type { Draft } from "./draft";
import { canonicalName, familyOf, lookUpModel, type ModelEntry } from "./model-book";

/** Who is related to whom on a panel. Warnings only: a panel of one family is allowed. */
export type FamilyNote = {
  /** "Five families, four on the panel"; empty while nobody sits there. */
  summary: string;
  /** One sentence each; empty when the panel is well mixed. */
  warnings: string[];
  /** Seat key -> a few words beside the seat. */
  seats: Record<string, string>;
  judgeOnPanel: boolean;
  /** The judge is no panelist, but of the family of one. */
  judgeIsKin: boolean;
  /** Fallback judges that also sit on the panel, by place. */
  fallbacksOnPanel: boolean[];
};

type SeatedModel = { key: string; label: string; entry: ModelEntry };

/** Finds judges that sit on the panel and panelists that share a family. */
export function noteFamilies(draft: Pick<Draft, "seats" | "judge">, catalog: ModelCatalog | undefined): FamilyNote {
  const seated = draft.seats.map(({ key, label, model }) => {
    const entry = lookUpModel(model, catalog);
    return { key, label: label || entry.label, entry };
  });
  const onPanel = new Set(seated.map(({ entry }) => canonicalName(entry)));
  const judges = [draft.judge.model, ...draft.judge.fallbacks].map((name) => lookUpModel(name, catalog));
  const [judgeOnPanel = false, ...fallbacksOnPanel] = judges.map((entry) => onPanel.has(canonicalName(entry)));
  const relatives = findRelatives(seated);
  const kin = judgeOnPanel ? [] : kinOf(judges[0], seated);
  return {
    summary: summarize(seated, draft.judge.model === "" ? undefined : judges[0]),
    warnings: [
      ...warnOfJudges(judges, [judgeOnPanel, ...fallbacksOnPanel]),
      ...warnOfKin(judges[0], kin),
      ...warnOfRelatives(relatives),
    ],
    seats: Object.fromEntries(relatives.flatMap(markRelatives)),
    judgeOnPanel,
    judgeIsKin: kin.length > 0,
    fallbacksOnPanel,
  };
}

function summarize(seated: SeatedModel[], judge: ModelEntry | undefined): string {
  if (seated.length === 0) return "";
  const panel = new Set(seated.map(({ entry }) => familyOf(entry)));
  const all = judge ? new Set(panel).add(familyOf(judge)) : panel;
  const count = numberWord(all.size);
  const families = `${count.charAt(0).toUpperCase()}${count.slice(1)} ${all.size === 1 ? "family" : "families"}`;
  return `${families}, ${panel.size === all.size ? "all" : numberWord(panel.size)} on the panel`;
}

/** Groups of two and more panelists with one family, in the order of their seats. */
function findRelatives(seated: SeatedModel[]): SeatedModel[][] {
  // The demo's panelists are voices of one script: nobody expects them to be independent.
  const groups = Map.groupBy(
    seated.filter(({ entry }) => entry.kind !== "demo"),
    ({ entry }) => familyOf(entry),
  );
  return [...groups.values()].filter((group) => group.length > 1);
}

function isOneModel(group: SeatedModel[]): boolean {
  return new Set(group.map(({ entry }) => canonicalName(entry))).size === 1;
}

function markRelatives(group: SeatedModel[]): [string, string][] {
  return group.map(({ key, entry }) => {
    const twins = group.filter((other) => canonicalName(other.entry) === canonicalName(entry)).length;
    return [key, twins > 1 ? `sits ${countTimes(twins)}` : "same family"];
  });
}

function warnOfJudges(judges: ModelEntry[], areSeated: boolean[]): string[] {
  return judges.flatMap((judge, index) => {
    if (!areSeated[index]) return [];
    const role = index === 0 ? "The judge" : "A fallback judge";
    return [`${role}, ${judge.label}, also sits on the panel and would judge its own answer.`];
  });
}

/** The panelists of the judge's own family; judges are known to favour what reads like themselves. */
function kinOf(judge: ModelEntry | undefined, seated: SeatedModel[]): SeatedModel[] {
  if (!judge || judge.name === "" || judge.kind === "demo") return [];
  return seated.filter(({ entry }) => familyOf(entry) === familyOf(judge));
}

function warnOfKin(judge: ModelEntry | undefined, kin: SeatedModel[]): string[] {
  if (!judge || kin.length === 0) return [];
  const labels = [...new Set(kin.map(({ label }) => label))];
  return [
    `The judge, ${judge.label}, shares a family with ${listWords(labels)} and may favour what reads like itself.`,
  ];
}

function warnOfRelatives(groups: SeatedModel[][]): string[] {
  return groups.map((group) => {
    const [first] = group;
    if (first && isOneModel(group))
      return `${first.entry.label} sits ${countTimes(group.length)}; its answers will be alike.`;
    const labels = [...new Set(group.map(({ label }) => label))];
    return `${listWords(labels)} share a family; they may be wrong together.`;
  });
}

function countTimes(count: number): string {
  return count === 2 ? "twice" : `${numberWord(count)} times`;
}

/** "A", "A and B", "A, B and C". */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
