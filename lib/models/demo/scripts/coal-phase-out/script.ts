import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { economicsQuestion } from "@/lib/models/demo/scripts/economics/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "consensus",
    key: "rigid",
    topic: "Under a rigid cap the total stays the same",
    weight: 3,
    views: [
      { by: "atlas", quote: "under a rigid cap a national phase-out moves emissions but does not lower their sum" },
      {
        by: "birch",
        quote: "If the cap is rigid and has neither reserve nor cancellation, the phase-out saves nothing in total",
      },
      { by: "cato", quote: "With a fixed cap the freed permits are simply used by somebody else" },
      { by: "ember", quote: "A national coal exit under a cap saves not a single tonne" },
      { by: "delta", quote: "Without cancellation you are giving other emitters a discount", part: true },
    ],
    point:
      "If the number of allowances is fixed, a national coal phase-out moves emissions and does not reduce their total.",
  },
  {
    kind: "contradictions",
    key: "europe",
    topic: "A coal phase-out inside the EU system still cuts emissions",
    weight: 3,
    views: [
      {
        by: "birch",
        quote: "tonnes saved early, while the reserve takes in allowances, are mostly cancelled",
        says: "Yes in part: the reserve cancels much of what is saved early.",
      },
      {
        by: "atlas",
        quote: "a phase-out still lowers cumulative EU emissions, by less than the plant's own emissions",
        says: "Yes in part: the reserve cancels much of what is saved early.",
      },
      {
        by: "delta",
        quote: "for such closures most of the saved tonnes are never emitted",
        says: "Yes in part: the reserve cancels much of what is saved early.",
      },
      {
        by: "ember",
        quote: "That holds in Europe as everywhere: the European cap is a cap",
        says: "No: the European cap is as fixed as any other.",
      },
      {
        by: "cato",
        quote: "helps, because the surplus grows now",
        says: "Yes in part: the reserve cancels much of what is saved early.",
      },
    ],
    favors: ["birch", "atlas", "cato", "delta"],
    basis: "reasoning",
    why: "One side names the rule that makes the EU cap react, with dates and thresholds. The other treats the cap as fixed, which has not been so since allowances in the reserve can become invalid.",
  },
  {
    kind: "contradictions",
    key: "announcement",
    topic: "Announcing a late phase-out early can backfire",
    weight: 2,
    views: [
      {
        by: "cato",
        quote: "An early announcement of a late phase-out can raise cumulative emissions",
        says: "It can raise emissions, because less is banked and cancelled now.",
      },
      {
        by: "delta",
        quote: "A planned end date also lets grids, regions and workers prepare",
        says: "It helps, because everybody can plan for the end date.",
      },
    ],
    favors: [],
    basis: "none",
    why: "The sides weigh different things: how traders bank allowances, and how regions and grids prepare. The size of the first effect depends on assumptions about traders that no answer tests.",
  },
  {
    kind: "consensus",
    key: "cancel",
    topic: "Cancelling the freed allowances makes the saving real",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "If the government retires as many allowances as the plants would have used, the waterbed is flat",
      },
      { by: "delta", quote: "Put the cancellation of allowances into the same law as the closure" },
      { by: "ember", quote: "If you close 10, destroy 10. Then, and only then, the exit counts" },
      { by: "birch", quote: "Cancelling is a right and not a duty, and the volume must be claimed", part: true },
    ],
    point: "Cancelling as many allowances as the closed plants would have used turns the closure into a real cut.",
  },
  {
    kind: "partial_coverage",
    key: "air",
    topic: "Local air quality",
    weight: 2,
    views: [
      { by: "atlas", quote: "Closing coal also cuts sulphur, fine dust and mercury near the plant" },
      { by: "delta", quote: "Cleaner air near the plants comes with certainty and within months" },
      {
        by: "birch",
        quote: "hospital admissions for asthma dropped within a year in every region that closed a plant",
        says: "Health data confirm it region by region.",
        misquote: true,
      },
    ],
    point: "Cleaner air near the plants is a benefit that does not depend on the cap.",
  },
  {
    kind: "unique_insights",
    key: "article",
    topic: "The legal right to cancel, and its limit",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "lets a member state cancel allowances when it closes power plants because of national measures",
      },
    ],
    trust: "plausible",
    point:
      "Article 12(4) of the ETS Directive allows cancellation up to the average emissions of five years; it is a right and not a duty.",
  },
  {
    kind: "unique_insights",
    key: "britain",
    topic: "Britain's national price on top of the allowance",
    weight: 2,
    views: [
      { by: "delta", quote: "It added a national carbon price on power from April 2013, at £18 a tonne since 2016" },
    ],
    trust: "plausible",
    point: "Britain added its own carbon price from 2013; its last coal plant closed on 30 September 2024.",
  },
  {
    kind: "blind_spots",
    key: "imports",
    topic: "Power imported from outside the cap",
    weight: 2,
    ask: null,
    point:
      "No answer considers electricity imported from countries outside the cap, which could replace coal power without any allowance.",
  },
];

const finalAnswer = `It depends on whether the cap can shrink in response.

**If the cap is rigid, no.** The closed plants free allowances, others use them, and the total stays the same; only the place and the allowance price change. ⟦rigid⟧

**In the EU, partly.** Since 2019 a reserve takes in allowances while the surplus is large, and since 2023 much of what it holds becomes invalid. Tonnes saved early are therefore mostly cancelled, tonnes saved late mostly emitted elsewhere. ⟦europe⟧ The flat "not a single tonne" was right under the old rules and overlooks the present ones. ⟦europe⟧

**Timing is disputed.** Announcing a late phase-out early may even raise cumulative emissions, because traders bank less now and the reserve cancels less. Against that, a known end date lets grids and regions prepare. How strong the first effect is remains open. ⟦announcement⟧

## What makes the cut certain

1. **Cancel the allowances** the plants would have used, in the same law as the closure. ⟦cancel⟧
2. Use Article 12(4) of the ETS Directive, which allows this up to the average emissions of five years; it is a right and not a duty. ⟦article⟧
3. Consider a national price on top, as Britain did from 2013 before its last coal plant closed in 2024. ⟦britain⟧

Whatever happens to CO$_2$ in total, the air near the plants gets cleaner. ⟦air⟧ Not examined here: power imported from outside the cap could eat up part of the saving. ⟦imports⟧`;

export const coalPhaseOut: Script = {
  question: "If a country already has an emissions cap, does adding a national coal phase-out still cut emissions?",
  follows: economicsQuestion,
  answers,
  points,
  finalAnswer,
};
