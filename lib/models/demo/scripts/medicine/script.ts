import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "consensus",
    key: "muscle",
    topic: "Creatine with resistance training adds lean mass",
    weight: 3,
    views: [
      { by: "atlas", quote: "adds roughly 1.2 to 1.4 kg of lean mass over training with placebo" },
      {
        by: "birch",
        quote: "creatine with resistance training is compared with placebo and the same training",
        part: true,
      },
      { by: "delta", quote: "people over 60 typically end up with a bit more than a kilogram of extra lean mass" },
      { by: "ember", quote: "beats training alone by about 1.3 kg of lean mass in older adults" },
      { by: "cato", quote: "The gains in strength are real but small", part: true },
    ],
    point: "Together with resistance training, creatine adds about 1.2 to 1.4 kg of lean mass in older adults.",
  },
  {
    kind: "contradictions",
    key: "memory",
    topic: "An effect on memory is not established",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "I therefore think a memory benefit in older adults is more likely than not",
        says: "A benefit is more likely than not.",
      },
      {
        by: "birch",
        quote:
          "reviewed more than 20 human studies and concluded that an effect on cognitive function is not established",
        says: "Not established.",
      },
      {
        by: "cato",
        quote: "the fair summary is not established, and nobody should buy creatine for that reason",
        says: "Not established.",
      },
      {
        by: "ember",
        quote: "Creatine has no proven effect on memory at the doses people take",
        says: "Not established.",
      },
      {
        by: "delta",
        quote: "Nobody can tell from that whether it is creatine, sleep or the training itself",
        says: "Not established.",
      },
    ],
    favors: ["birch", "cato", "delta", "ember"],
    basis: "reasoning",
    why: "The hopeful figure is a subgroup of few small trials that disagree strongly. The sceptical side rests on a review of more studies, which saw an effect only at 20 g a day for days.",
  },
  {
    kind: "contradictions",
    key: "loading",
    topic: "A loading week is not needed",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "3 g a day fills muscle stores in about 28 days, so a loading week only saves time",
        says: "Not needed: 3 g a day reaches the same level in about four weeks.",
      },
      {
        by: "delta",
        quote: "You need a loading week of 20 g a day, or you will not notice anything",
        says: "Needed: without it nothing is noticed.",
      },
    ],
    favors: ["birch"],
    basis: "reasoning",
    why: "One side names an experiment that measured muscle stores on both schedules; the other states an impression.",
  },
  {
    kind: "partial_coverage",
    key: "training",
    topic: "Without training there is little effect on muscle",
    weight: 3,
    views: [
      { by: "atlas", quote: "creatine without training does little for muscle at any age" },
      { by: "cato", quote: "Take the weights away and the effect on muscle nearly vanishes" },
      { by: "ember", quote: "creatine alone does next to nothing for muscle" },
      { by: "delta", quote: "Nothing in a tub replaces this", part: true },
    ],
    point: "Creatine supports training; on its own it does little for muscle.",
  },
  {
    kind: "consensus",
    key: "kidney",
    topic: "A higher creatinine value is not kidney damage",
    weight: 2,
    views: [
      { by: "birch", quote: "Creatine raises creatinine in blood tests without harming healthy kidneys" },
      {
        by: "cato",
        quote: "The rise in creatinine in a blood test is usually harmless and does not mean damaged kidneys",
      },
      { by: "delta", quote: "Creatine raises the creatinine value although the kidneys are fine" },
    ],
    point: "Creatine raises creatinine in blood tests without harming healthy kidneys; tell the doctor who reads them.",
  },
  {
    kind: "unique_insights",
    key: "water",
    topic: "Part of the lean mass is water",
    weight: 2,
    views: [
      {
        by: "cato",
        quote:
          "Lean mass includes water, and creatine pulls water into muscle, so part of the first kilogram is not new muscle",
      },
    ],
    trust: "plausible",
    point: "The measured gain overstates new muscle, because lean mass includes water held in the muscle.",
  },
  {
    kind: "unique_insights",
    key: "claim",
    topic: "What the EU authorises",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "is authorised for adults over 55, at 3 g a day with training at least three times a week",
      },
    ],
    trust: "plausible",
    point: "The EU allows a claim on muscle strength over 55, at 3 g a day with training at least three times a week.",
  },
  {
    kind: "partial_coverage",
    key: "bone",
    topic: "Bone density",
    weight: 1,
    views: [
      { by: "birch", quote: "found no effect of creatine on bone density at the femoral neck" },
      {
        by: "cato",
        quote: "the bone results were disappointing enough that I would stop mentioning bones at all",
        says: "Bone results were disappointing.",
        misquote: true,
      },
    ],
    point: "A two-year trial in 237 postmenopausal women found no effect on bone density at the femoral neck.",
  },
  {
    kind: "blind_spots",
    key: "impairment",
    topic: "People who already have memory problems",
    weight: 2,
    ask: "keep muscle and memory",
    point:
      "No answer says whether anything is known for people who already have mild cognitive impairment or dementia.",
  },
];

const finalAnswer = `**Muscle: yes, with training. Memory: not shown.**

## Muscle

In people over about 50, creatine combined with resistance training adds roughly 1.2 to 1.4 kg of lean mass compared with the same training and placebo, and a little strength. ⟦muscle⟧ Part of that gain is water held in the muscle, so the new muscle is less than the figure suggests. ⟦water⟧ Without training the effect on muscle is small. ⟦training⟧

## Memory

A 2023 meta-analysis found a large effect at ages 66 to 76, but from few small trials that disagree with each other. In 2024 the European Food Safety Authority reviewed more than 20 studies and did not find an effect on cognition established. Hope is possible; a reason to buy it is not there yet. ⟦memory⟧ For people who already have memory problems, no evidence was found here either way. ⟦impairment⟧

## If you want to try it

- **3 g a day of creatine monohydrate**, with resistance training; the EU allows a strength claim over 55 for exactly this, with training at least three times a week. ⟦claim⟧
- A loading week is not needed: 3 g a day fills the stores in about 28 days. ⟦loading⟧
- It raises creatinine in blood tests without harming healthy kidneys, so tell the doctor who reads them. ⟦kidney⟧ With kidney disease, ask before starting.
- Do not expect stronger bones: a two-year trial found no effect on density at the femoral neck. ⟦bone⟧`;

export const medicine: Script = {
  question: "Does creatine help people over 60 keep muscle and memory?",
  follows: null,
  answers,
  points,
  finalAnswer,
};
