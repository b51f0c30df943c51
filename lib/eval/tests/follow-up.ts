import type { FollowUpKind } from "@/lib/core/follow-up";
import type { Story } from "@/lib/eval/fixtures/story";
import type { JudgeTest, Lab } from "@/lib/eval/lab";
import { shareOf } from "@/lib/eval/measure";
import { type SortCase, type Sorted, topicOf } from "@/lib/eval/sort-case";

type Words = { form: readonly string[]; doubt: (fact: string) => string; fresh: readonly string[] };

/** Follow-ups as people write them, in the languages of the stories. */
const words: Readonly<Record<Story["language"], Words>> = {
  en: {
    form: ["Make that half as long.", "Put it into a table, please."],
    doubt: (fact) => `Are you sure about "${fact}"?`,
    fresh: ["What has changed since then?", "Make it longer: add what it costs today."],
  },
  de: {
    form: ["Bitte halb so lang.", "Als Tabelle, bitte."],
    doubt: (fact) => `Stimmt das wirklich: „${fact}“?`,
    fresh: ["Was hat sich seitdem geändert?", "Länger bitte: ergänze, was es heute kostet."],
  },
  es: {
    form: ["Hazlo la mitad de largo.", "Ponlo en una tabla, por favor."],
    doubt: (fact) => `¿Seguro que es correcto lo de «${fact}»?`,
    fresh: ["¿Qué ha cambiado desde entonces?", "Hazlo más largo: añade cuánto cuesta hoy."],
  },
};

/** Whether follow-ups are sorted as a person would: a new question that is taken for a change of form costs the user an answer. */
export const followUpSorting: JudgeTest = {
  id: "follow-up",
  title: "Follow-ups: another form, doubt about a point, or a question of its own",
  async run(lab) {
    const { sorted, runs } = await lab.sortAll(casesOf(lab));
    const shareRight = (kind: FollowUpKind, name: string, atLeast: number) => {
      const own = sorted.filter(({ asked }) => asked.kind === kind);
      return shareOf({ name, target: { atLeast }, runs }, own.map(isRight));
    };
    return [
      shareRight("form", "another form is told", 0.9),
      shareRight("point", "doubt is told, with its point", 0.8),
      shareRight("new", "a question of its own goes to the panel", 0.95),
    ];
  },
};

function casesOf({ stories, seeds }: Lab): SortCase[] {
  return stories.flatMap((story) => seeds.flatMap((seed) => casesAbout(story, seed)));
}

function casesAbout(story: Story, seed: number): SortCase[] {
  const { form, doubt, fresh } = words[story.language];
  const facts = [story.disputed, ...story.facts.slice(0, 1)];
  return [
    ...form.map((question) => ({ story, seed, question, kind: "form" as const })),
    ...facts.map(({ was }, at) => ({
      story,
      seed,
      question: doubt(was),
      kind: "point" as const,
      topic: topicOf(story, at),
    })),
    ...fresh.map((question) => ({ story, seed, question, kind: "new" as const })),
  ];
}

function isRight({ asked, decision }: Sorted): boolean {
  return decision?.followUp === asked.kind && decision.topic === asked.topic;
}
