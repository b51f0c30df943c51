import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "contradictions",
    key: "output",
    topic: "In office work output holds when hours are cut",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "I see no good evidence that output falls there",
        says: "It holds: the lost hours are largely recovered.",
      },
      {
        by: "delta",
        quote: "most teams of this kind delivered what they had delivered before",
        says: "It holds: the lost hours are largely recovered.",
      },
      {
        by: "cato",
        quote: "a cut from 40 to 32 hours costs output, close to a fifth of it",
        says: "It falls: below about 49 hours output follows hours.",
      },
      { by: "ember", quote: "No. If anything, output goes up", says: "It rises." },
      {
        by: "birch",
        quote: "Anybody who quotes a figure for output in general goes beyond these data",
        says: "Unknown: it was hardly measured.",
      },
    ],
    favors: [],
    basis: "none",
    why: "One side rests on measured output from factory work a century ago, the other on recent trials that asked firms and staff. Neither measures output in today's offices against a control group.",
  },
  {
    kind: "contradictions",
    key: "iceland",
    topic: "Iceland's trials were not a four-day week",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "did not test a four-day week: hours fell from 40 to 35 or 36",
        says: "Hours fell from 40 to 35 or 36, not to four days.",
      },
      {
        by: "ember",
        quote: "moved thousands of public employees to a four-day week between 2015 and 2019",
        says: "Thousands moved to a four-day week.",
      },
    ],
    favors: ["birch"],
    basis: "own_knowledge",
    why: "The reports on the Icelandic trials describe a cut from 40 to 35 or 36 hours, about a tenth and not a fifth.",
  },
  {
    kind: "consensus",
    key: "wellbeing",
    topic: "Wellbeing improves",
    weight: 2,
    views: [
      {
        by: "atlas",
        quote: "The trials agree that wellbeing improves: less burnout, better sleep, fewer resignations",
      },
      { by: "birch", quote: "Burnout fell, and job satisfaction and mental health improved against the comparison" },
      { by: "cato", quote: "People feel better. Fewer resign. Those are real benefits", part: true },
      { by: "delta", quote: "Staff are happier and stay longer; that alone saves recruiting costs", part: true },
    ],
    point: "In the trials staff are less burnt out, more satisfied and less likely to leave.",
  },
  {
    kind: "consensus",
    key: "control",
    topic: "The large pilots cannot show an effect on output",
    weight: 3,
    views: [
      { by: "atlas", quote: "there was no control group in the British pilot" },
      { by: "birch", quote: "The companies chose to take part, and the British pilot had no control group" },
      {
        by: "cato",
        quote: "Without a control group, a good year for the sector looks like a success of the four-day week",
      },
    ],
    point:
      "Companies volunteered and the British pilot had no control group, so it cannot show what happened to output.",
  },
  {
    kind: "partial_coverage",
    key: "presence",
    topic: "Work that is tied to presence",
    weight: 3,
    views: [
      { by: "atlas", quote: "fewer hours mean less output or more staff" },
      { by: "delta", quote: "a cut of a fifth means hiring a quarter more hours to fill the rota" },
      { by: "ember", quote: "it is no gift to a hospital that is already short of nurses", part: true },
      {
        by: "birch",
        quote: "nursing homes in the trials had to hire one extra worker for every four on the rota",
        says: "Nursing homes had to hire a quarter more.",
        misquote: true,
      },
    ],
    point: "Where someone must be present, a cut of a fifth means less service or a quarter more hired hours.",
  },
  {
    kind: "unique_insights",
    key: "arithmetic",
    topic: "Output per hour must rise by 25 %",
    weight: 2,
    views: [{ by: "atlas", quote: "Hours fall by a fifth, so to keep the total, output per hour must rise by" }],
    trust: "plausible",
    point: "To keep output with a fifth fewer hours, output per hour must rise by 25 %.",
  },
  {
    kind: "contradictions",
    key: "microsoft",
    topic: "Microsoft Japan's 40 % is sales in one month, not productivity in general",
    weight: 2,
    views: [
      {
        by: "birch",
        quote:
          "Sales per employee in a single August, compared with the August before, say little about output in general",
        says: "It is sales per employee in one August.",
      },
      {
        by: "ember",
        quote: "closed on Fridays in August 2019. Productivity rose by 40 %",
        says: "Productivity rose by 40 %.",
      },
    ],
    favors: ["birch"],
    basis: "own_knowledge",
    why: "The company reported sales per employee for August 2019 against August 2018. That is one measure of one month, without a comparison group.",
  },
  {
    kind: "unique_insights",
    key: "test",
    topic: "How to test it in your own company",
    weight: 2,
    views: [{ by: "delta", quote: "one team changes now, a similar one half a year later" }],
    trust: "plausible",
    point: "A staggered start gives a comparison: one team now, a similar one half a year later.",
  },
  {
    kind: "blind_spots",
    key: "part-time",
    topic: "Part-time staff",
    weight: 2,
    ask: null,
    point:
      "No answer says what happens to staff who already work four days for four days' pay when the others get the fifth day paid.",
  },
];

const finalAnswer = `**Nobody has shown that it cuts output in office work, and nobody has shown that it does not.** The trials measured how people feel much better than what they produce.

## What is solid

- Staff are less burnt out, more satisfied and less likely to leave. ⟦wellbeing⟧
- The British pilot of 2022, in which 56 of 61 companies continued, had volunteers and no control group; it cannot show an effect on output. ⟦control⟧
- Keeping output with a fifth fewer hours needs 25 % more output per hour. ⟦arithmetic⟧

## What is disputed

Optimists point to firms that kept their results with fewer meetings. Sceptics point to the one data set that measured output, munitions workers in the First World War: below about 49 hours, output followed hours. Neither settles the case for an office today. ⟦output⟧

Two famous figures carry less than they seem to. Iceland cut hours from 40 to 35 or 36, not to four days. ⟦iceland⟧ Microsoft Japan's 40 % is sales per employee in one August. ⟦microsoft⟧

## What follows

- Where work is tied to presence, expect less service or a quarter more hired hours. ⟦presence⟧
- Elsewhere, test it: choose a measure of output first, and let one team start half a year before a similar one. ⟦test⟧
- Decide early what staff who already work four days get; the evidence here leaves that aside. ⟦part-time⟧`;

export const work: Script = {
  question: "Does a four-day week cut output?",
  follows: null,
  answers,
  points,
  finalAnswer,
};
