import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

export const economicsQuestion =
  "Carbon tax or cap-and-trade: where do economists disagree, and what did the EU ETS price do in 2023?";

const points: ScriptPoint[] = [
  {
    kind: "contradictions",
    key: "cause",
    topic: "The carbon price caused most of the 2023 fall in emissions",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "At €80 or more a tonne the carbon price did most of the work",
        says: "The price did most of it, by pushing coal out.",
      },
      {
        by: "birch",
        quote: "the Commission names wind and solar first and gives the carbon price no share of its own",
        says: "The official account credits wind and solar and gives the price no share.",
      },
      {
        by: "cato",
        quote: "the size of the 2023 drop owes as much to weather, cheaper gas and idle factories",
        says: "Weather, cheaper gas and weak industry did at least as much.",
      },
    ],
    favors: [],
    basis: "none",
    why: "The sides rest on different things: the margin of coal plants, an official summary, the order of events. None separates the effects, so the share of the price stays open.",
  },
  {
    kind: "contradictions",
    key: "instrument",
    topic: "CO2 calls for a cap rather than a tax",
    weight: 3,
    views: [
      {
        by: "cato",
        quote: "I would rather be sure of the tonnes than of the price",
        says: "A cap, because only the tonnes should be certain.",
      },
      {
        by: "ember",
        quote: "the instrument that fixes the quantity is the safer one",
        says: "A cap, because only the tonnes should be certain.",
      },
      {
        by: "atlas",
        quote: "Because damage follows the stock, the textbook answer leans to a tax",
        says: "A tax, because damage follows the stock.",
      },
      {
        by: "birch",
        quote: "for a stock pollutant this favours prices",
        says: "A tax, because damage follows the stock.",
      },
    ],
    favors: [],
    basis: "none",
    why: "The sides assume different damage: gently rising in the linear model, or with thresholds. The evidence in these answers does not decide which holds.",
  },
  {
    kind: "consensus",
    key: "design",
    topic: "Design decides more than the choice of instrument",
    weight: 3,
    views: [
      { by: "atlas", quote: "Coverage, price level and free allocation usually decide more than the name on the law" },
      {
        by: "cato",
        quote: "What separates the schemes is context and design, not whether the statute says tax or trading",
      },
      { by: "delta", quote: "coverage and credibility move investment more than the choice between tax and trading" },
      { by: "ember", quote: "a badly built cap loses to a well built tax every time", part: true },
      {
        by: "birch",
        quote: "with comparable design the two instruments differ far less than the debate suggests",
        part: true,
      },
    ],
    point: "Coverage, stringency and credibility matter more than whether the instrument is a tax or a cap.",
  },
  {
    kind: "consensus",
    key: "price",
    topic: "The EU price in 2023",
    weight: 2,
    views: [
      { by: "atlas", quote: "Allowances traded above €100 for the first time on 21 February 2023" },
      {
        by: "cato",
        quote: "Allowances peaked just above €100 in February and lost about a third by December",
        part: true,
      },
      { by: "delta", quote: "The EU price broke €100 in February and closed the year around €80" },
      { by: "ember", quote: "In February an allowance cost more than €100 for the first time" },
      { by: "birch", quote: "above €100 for the first time" },
    ],
    point: "Allowances passed €100 for the first time in February 2023, then fell and ended the year near €80.",
  },
  {
    kind: "contradictions",
    key: "low",
    topic: "The EU price fell below €70 in December 2023",
    weight: 2,
    views: [
      {
        by: "atlas",
        quote: "slipped below €70 in mid-December and ended the year near €80",
        says: "Below €70 in mid-December.",
      },
      { by: "ember", quote: "it never traded below €75 in 2023", says: "Never below €75." },
      { by: "birch", quote: "below €70, the low of the year", says: "Below €70 in mid-December." },
    ],
    favors: ["atlas", "birch"],
    basis: "own_knowledge",
    why: "Published prices for mid-December 2023 are below €70; the other figure comes without a date and, by its own note, from memory.",
  },
  {
    kind: "partial_coverage",
    key: "revenue",
    topic: "Revenue decides who pays",
    weight: 2,
    views: [
      { by: "delta", quote: "What is done with the revenue decides who pays" },
      {
        by: "birch",
        quote: "Auctions raised about €43.6 billion in 2023, and most of that money went to national budgets",
        part: true,
      },
      {
        by: "cato",
        quote: "handing the money back in equal cheques is the only use of revenue voters will defend",
        says: "Only equal rebates keep voters on board.",
        misquote: true,
      },
    ],
    point: "Who bears the cost depends on the use of the revenue; in 2023 EU auctions raised about €43.6 billion.",
  },
  {
    kind: "unique_insights",
    key: "hybrid",
    topic: "The EU cap has become a hybrid",
    weight: 2,
    views: [
      {
        by: "delta",
        quote: "The supply of allowances now reacts to the market, so the EU cap is no longer a pure quantity",
      },
    ],
    trust: "plausible",
    point:
      "With its stability reserve the EU system mixes price and quantity, so the classic comparison only partly applies.",
  },
  {
    kind: "unique_insights",
    key: "size",
    topic: "Measured effect of carbon pricing, corrected for publication bias",
    weight: 2,
    views: [
      { by: "cato", quote: "finds reductions of 5 to 21 %, but only 4 to 15 % once publication bias is corrected" },
    ],
    trust: "plausible",
    point: "A 2024 meta-analysis of 21 schemes puts the effect of carbon pricing at 4 to 15 % after correction.",
  },
  {
    kind: "blind_spots",
    key: "border",
    topic: "Leakage and the carbon border adjustment",
    weight: 2,
    ask: "where do economists disagree",
    point:
      "No answer mentions leakage or the EU's carbon border adjustment, whose reporting phase began in October 2023, although both are argued over.",
  },
];

const finalAnswer = `Economists agree on more than the question suggests: both instruments put a price on carbon, and design decides more than the label. ⟦design⟧ They part on three things.

**What to fix.** A tax fixes the price, a cap the tonnes. Since damage follows the stock of CO$_2$ and not one year's emissions, Weitzman's theory leans to a tax; the reply is that parliaments rarely raise a tax on schedule and that thresholds do not wait. ⟦instrument⟧ That dispute is open. In Europe it has also become less sharp, because the market stability reserve makes the cap react to the market. ⟦hybrid⟧

**How much a price achieves.** A 2024 meta-analysis of 21 schemes finds cuts of 4 to 15 % after correcting for publication bias. ⟦size⟧

**Who pays.** That depends on what is done with the revenue, about €43.6 billion from EU auctions in 2023. ⟦revenue⟧

## The EU price in 2023

- Above €100 for the first time on 21 February. ⟦price⟧
- Below €70 in mid-December, the low of the year; a claim that it stayed above €75 does not hold. ⟦low⟧
- Near €80 at the end of the year. ⟦price⟧

Emissions from power and industry fell 15.5 % that year. Whether the price was the main cause is disputed: the Commission names wind and solar first, and no evidence here separates the price from weather, cheaper gas and weak industry. ⟦cause⟧

Not examined here: leakage to other countries, and the EU's carbon border adjustment meant to prevent it. ⟦border⟧`;

export const economics: Script = { question: economicsQuestion, follows: null, answers, points, finalAnswer };
