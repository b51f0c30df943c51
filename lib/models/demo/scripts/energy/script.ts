import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "consensus",
    key: "works",
    topic: "A heat pump can heat an old, leaky house",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "An old house does not stop it from working; it makes the machine bigger and the bill higher",
      },
      { by: "birch", quote: "reported that it found no type or age of property that was unsuitable" },
      { by: "cato", quote: "It does heat the house, and emissions fall", part: true },
      { by: "delta", quote: "Old houses are not the problem. Hot water at boiler temperatures is" },
      { by: "ember", quote: "British trials put them into Victorian terraces, and they heated them" },
    ],
    point: "Technically it works in old houses: the machine is sized for the heat the house loses.",
  },
  {
    kind: "contradictions",
    key: "cost",
    topic: "At British standard prices a heat pump costs more to run than gas",
    weight: 3,
    views: [
      {
        by: "birch",
        quote: "At the median of 2.8 it costs more on that tariff",
        says: "At median performance it costs more.",
      },
      {
        by: "cato",
        quote: "In a leaky house heated with gas, a heat pump at British prices raises the bill",
        says: "At median performance it costs more.",
      },
      {
        by: "ember",
        quote: "A heat pump is always cheaper to run than a gas boiler",
        says: "It is always cheaper than gas.",
      },
    ],
    favors: ["birch", "cato"],
    basis: "reasoning",
    why: "Three units of heat for one of electricity help only if electricity costs less than about three times as much as gas. One side does that sum with stated prices; the other leaves prices out.",
  },
  {
    kind: "contradictions",
    key: "order",
    topic: "Insulate before installing",
    weight: 3,
    views: [
      {
        by: "atlas",
        quote: "A heat pump sized for the uninsulated house will be too large for the house after the work",
        says: "Yes: insulate first, or the machine will be oversized.",
      },
      {
        by: "delta",
        quote:
          "Bigger radiators are cheaper and faster than wall insulation, so you do not have to insulate before you install",
        says: "No: radiators first, walls later or never.",
      },
    ],
    favors: [],
    basis: "none",
    why: "Both want loft and draughts done early. They differ on solid walls, where the right order depends on prices and on how soon the boiler must go.",
  },
  {
    kind: "consensus",
    key: "flow",
    topic: "Low flow temperature decides",
    weight: 3,
    views: [
      { by: "atlas", quote: "The lower the flow temperature, the less electricity each unit of heat needs" },
      {
        by: "birch",
        quote: "many old houses manage with less than 55 °C because their radiators are generous",
        part: true,
      },
      { by: "delta", quote: "get the flow temperature down and the pump does its job" },
      { by: "ember", quote: "Low flow temperature or nothing: 45 °C is good, 65 °C is a waste" },
    ],
    point: "Efficiency depends on the flow temperature of the radiators more than on the age of the house.",
  },
  {
    kind: "partial_coverage",
    key: "backup",
    topic: "A second heat source for the coldest days",
    weight: 2,
    views: [
      { by: "cato", quote: "Keeping the old boiler as a backup is honest engineering" },
      { by: "ember", quote: "use a small backup heater until then", part: true },
      {
        by: "atlas",
        quote: "below minus seven degrees nearly every retrofit I looked at had to fall back on the boiler",
        says: "Most retrofits need the boiler below −7 °C.",
        misquote: true,
      },
    ],
    point: "In the worst houses a second heat source, or a hybrid, can be a sensible step.",
  },
  {
    kind: "unique_insights",
    key: "field",
    topic: "Measured performance in existing buildings",
    weight: 2,
    views: [
      {
        by: "birch",
        quote: "the age of the building alone does not predict efficiency: the flow temperature needed does",
      },
    ],
    trust: "plausible",
    point:
      "Field studies measured about 2.8 (UK median) and 3.1 (German average) for air-source machines in existing homes.",
  },
  {
    kind: "unique_insights",
    key: "selection",
    topic: "The homes in the British trial were selected",
    weight: 2,
    views: [
      { by: "cato", quote: "the homes were recruited and surveyed first, and many that applied did not go ahead" },
    ],
    trust: "plausible",
    point: "Homes in the British trial were surveyed before installation, so the result may not hold for every home.",
  },
  {
    kind: "unique_insights",
    key: "trial",
    topic: "Try it with the boiler you have",
    weight: 2,
    views: [{ by: "delta", quote: "Turn the boiler's flow temperature down to 55 °C, then 50 °C, in a cold week" }],
    trust: "plausible",
    point: "Lowering the boiler's flow temperature in a cold week shows for free whether the radiators suffice.",
  },
  {
    kind: "blind_spots",
    key: "damp",
    topic: "Moisture and ventilation",
    weight: 2,
    ask: "old, poorly insulated houses",
    point:
      "No answer considers damp: sealing and insulating an old solid-wall house without ventilation can bring condensation and mould.",
  },
];

const finalAnswer = `**Yes, they work; whether they pay is a different question.** A heat pump can heat an old house if it is sized for what the house loses. ⟦works⟧ In field studies of existing homes air-source machines reached a seasonal performance of about 2.8 (UK median) and 3.1 (German average). ⟦field⟧ The British homes were surveyed beforehand, so a given house may do worse. ⟦selection⟧

## What decides

**Flow temperature.** The cooler the water in the radiators may be, the less electricity each unit of heat needs. ⟦flow⟧ Try it for free: turn your boiler down to 55 °C, then 50 °C, in a cold week. ⟦trial⟧

**Prices.** Against gas at British standard prices of late 2024, a heat pump must reach about 3.3 to 3.5 to cost the same, so the median home would have paid more. "Always cheaper" is wrong; against oil, LPG or direct electric heating the sum is far better. ⟦cost⟧

## In which order

Do loft and draughts early. On solid walls opinions differ: insulate first and buy a smaller machine, or enlarge radiators first and leave the walls for later. Both can be right, depending on costs and on how soon the boiler must go. ⟦order⟧ In the worst houses a second heat source for the coldest days is a sensible step. ⟦backup⟧

Not examined here: sealing an old house without ventilation can bring damp. ⟦damp⟧`;

export const energy: Script = {
  question: "Do heat pumps work in old, poorly insulated houses?",
  follows: null,
  answers,
  points,
  finalAnswer,
};
