import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "contradictions",
    key: "england",
    topic: "In England the clause holds against an oral change",
    weight: 3,
    views: [
      {
        by: "birch",
        quote: "in England an oral variation alone does not beat the clause",
        says: "Since 2018 the clause is effective.",
      },
      {
        by: "atlas",
        quote: "the clause is effective: an oral variation that does not follow the agreed form is invalid",
        says: "Since 2018 the clause is effective.",
      },
      {
        by: "delta",
        quote: "Under English law expect the clause to hold, and estoppel to be an uphill fight",
        says: "Since 2018 the clause is effective.",
      },
      {
        by: "ember",
        quote: "In England as in Singapore, a clear oral agreement overrides the clause",
        says: "The later oral agreement wins.",
      },
    ],
    favors: ["birch", "atlas", "delta"],
    basis: "own_knowledge",
    why: "The Supreme Court decided this in Rock Advertising v MWB [2018] UKSC 24. The other view describes the position of the Court of Appeal in 2016, which that judgment superseded.",
  },
  {
    kind: "contradictions",
    key: "sound",
    topic: "The strict English rule is the right one",
    weight: 2,
    views: [
      {
        by: "atlas",
        quote: "I find that convincing: a promise about form is a promise like any other",
        says: "Yes: certainty justifies it.",
      },
      {
        by: "cato",
        quote: "To hold parties to a form they both wanted to drop is not freedom of contract",
        says: "No: parties may drop a form they chose, as Singapore holds.",
      },
    ],
    favors: [],
    basis: "none",
    why: "Two courts of high rank have answered this differently. It is a question of principle, and no fact in the answers settles it.",
  },
  {
    kind: "consensus",
    key: "confirm",
    topic: "Confirm in writing the same day",
    weight: 3,
    views: [
      { by: "atlas", quote: "If something is agreed by telephone, confirm it in writing the same day" },
      { by: "delta", quote: "Put it in writing before anybody performs" },
      { by: "ember", quote: "Two lines, sent the same day, turn the whole problem into a footnote" },
    ],
    point: "Whatever the governing law, confirm an oral change in writing at once, before anyone acts on it.",
  },
  {
    kind: "consensus",
    key: "reliance",
    topic: "Reliance is the way out",
    weight: 3,
    views: [
      { by: "atlas", quote: "A party who relied on the oral change may be protected" },
      { by: "birch", quote: "somebody relied on the change and the other side let it happen" },
      {
        by: "cato",
        quote: "Once one side has acted on the oral change, a court will look for a way to protect that reliance",
      },
      { by: "ember", quote: "If you performed and they took it, a judge will hardly let them hide behind the clause" },
      { by: "delta", quote: "Collect what shows reliance: changed invoices, deliveries at the new date", part: true },
    ],
    point:
      "Where the clause is binding, a party who relied on the oral change may still be protected; how much reliance is needed differs.",
  },
  {
    kind: "partial_coverage",
    key: "america",
    topic: "United States",
    weight: 2,
    views: [
      { by: "birch", quote: "General Obligations Law § 15-301(1): an unsigned executory change is not enforceable" },
      {
        by: "delta",
        quote: "UCC 2-209 makes the clause effective, but a course of performance can amount to a waiver of it",
      },
      {
        by: "cato",
        quote: "most American judges simply ignore these clauses when the testimony is credible",
        says: "American courts mostly ignore such clauses.",
        misquote: true,
      },
    ],
    point:
      "For sales of goods (UCC 2-209) and in New York (§ 15-301) statutes make the clause effective, with waiver and partial performance as exceptions.",
  },
  {
    kind: "unique_insights",
    key: "germany",
    topic: "Germany: individual agreement beats standard terms",
    weight: 2,
    views: [
      { by: "cato", quote: "For standard terms, § 305b of the Civil Code gives individual agreements precedence" },
    ],
    trust: "plausible",
    point:
      "In Germany an individual oral agreement prevails over a writing clause in standard terms, even a double one.",
  },
  {
    kind: "unique_insights",
    key: "email",
    topic: "An email may be writing enough",
    weight: 2,
    views: [{ by: "delta", quote: '"In writing" may be met by an exchange of emails' }],
    trust: "plausible",
    point: "An exchange of emails can satisfy a writing clause in England, unless the clause asks for more.",
  },
  {
    kind: "unique_insights",
    key: "cisg",
    topic: "International sales of goods",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "contains the reliance exception in the same article as the rule, so conduct can disarm the clause",
      },
    ],
    trust: "plausible",
    point: "CISG article 29(2) makes the clause effective and names the reliance exception itself.",
  },
  {
    kind: "blind_spots",
    key: "consideration",
    topic: "Consideration for the change",
    weight: 2,
    ask: null,
    point:
      "No answer says that in English law the change must also be supported by consideration, a question Rock Advertising left undecided.",
  },
];

const finalAnswer = `It depends on the law that governs the contract, and the safe course is the same everywhere: confirm the change in writing the same day, before anyone acts on it. ⟦confirm⟧

## By legal system

- **England and Wales: no.** Since *Rock Advertising v MWB* [2018] UKSC 24 a clause that demands writing is effective. The view that a clear oral deal wins was the Court of Appeal's in 2016 and is superseded. ⟦england⟧
- **New York and US sales of goods: generally no.** Statutes make the clause effective, with waiver and partial performance as exceptions. ⟦america⟧
- **International sales of goods: no, unless** the other side relied on your conduct (CISG article 29(2)). ⟦cisg⟧
- **Singapore: possibly.** The clause is only a presumption there. Whether that or the strict English rule is better in principle is openly disputed. ⟦sound⟧
- **Germany: often yes** against standard terms, because individual agreements take precedence. ⟦germany⟧

## If nobody confirmed it

Where the clause binds, reliance is the way out: a party who acted on the change, with the other side letting it happen, may be protected. England asks for more than the informal promise itself. ⟦reliance⟧ Collect emails first of all, since an exchange of emails may already count as writing. ⟦email⟧

Not examined here: in English law the change may also need consideration. ⟦consideration⟧

This is general information; for a real contract, ask a lawyer in that jurisdiction.`;

export const law: Script = {
  question: "Can a contract that bans oral changes be changed by word of mouth?",
  follows: null,
  answers,
  points,
  finalAnswer,
};
