import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## The textbook case: no

Under a fixed cap, total emissions equal the number of allowances. If one country closes its coal plants, it frees allowances that others can use. Economists call this the **waterbed effect**: under a rigid cap a national phase-out moves emissions but does not lower their sum.

$$
\\text{total emissions} = \\text{allowances issued} - \\text{allowances cancelled}
$$

So a phase-out cuts emissions only if the right-hand side changes.

## The EU case: partly

The right-hand side does change in the EU. Since 2019 the market stability reserve absorbs part of any surplus, and since 2023 allowances held in the reserve above a threshold become invalid. A plant closed while the surplus is large leaves allowances unsold or banked, the reserve takes some, and those can disappear for good. I conclude that a phase-out still lowers cumulative EU emissions, by less than the plant's own emissions.

## What would make it certain

Cancel the freed allowances. If the government retires as many allowances as the plants would have used, the waterbed is flat by construction.

## Other reasons

Closing coal also cuts sulphur, fine dust and mercury near the plant, whatever happens to CO$_2$ elsewhere. That local benefit alone can justify a phase-out. It should then be defended as health policy and not booked twice as climate policy.`;

const birch = `The answer depends on dates and thresholds, so here they are.

| Rule of the EU system | Detail |
|---|---|
| Reserve starts | January 2019 |
| Intake | 24 % of the surplus a year while it is above 1,096 million |
| Between 833 and 1,096 million | the difference to 833 million |
| Invalidation | since 2023; about 2.5 billion allowances in the first step |

At the end of 2023 the surplus in circulation was about 1.11 billion allowances, so intake was still running.

## What follows

Perino showed in *Nature Climate Change* in 2018 that these rules puncture the waterbed temporarily: tonnes saved early, while the reserve takes in allowances, are mostly cancelled; tonnes saved late are mostly emitted elsewhere. With 24 % taken each year, about 56 % of a one-off surplus is gone after three years ($1 - 0.76^3$).

## The legal tool

Article 12(4) of the ETS Directive lets a member state cancel allowances when it closes power plants because of national measures, up to the average emissions of the five years before. Germany's coal exit law of 2020 refers to this. Cancelling is a right and not a duty, and the volume must be claimed.

## Outside the EU

If the cap is rigid and has neither reserve nor cancellation, the phase-out saves nothing in total. It only lowers the allowance price for everyone else.`;

const cato = `Everybody now says "the reserve fixed it". Read the paper that says it may have made things worse.

## The announcement problem

Gerlagh, Heijmans and Rosendahl (2021, *Economic Policy*) show that with an endogenous cap the **timing** decides. If a phase-out is announced today for 2035, traders expect lower demand later. They bank fewer allowances now, so today's surplus shrinks. A smaller surplus means the reserve takes in less, and fewer allowances are cancelled. An early announcement of a late phase-out can raise cumulative emissions. The authors call it a green paradox.

## What remains of the benefit

- A closure **tomorrow** helps, because the surplus grows now.
- A closure in the **next decade** mostly shifts emissions to other plants and other countries.
- A closure **without cancellation** depends on rules that Brussels changes every few years: 2015, 2018, 2023.

Remember the base case, too. With a fixed cap the freed permits are simply used by somebody else. Politicians still count the full tonnes of the plant as saved. That number is wrong under every model I know.

## What I would ask

Before praising a phase-out, ask for three figures: the date, the number of allowances cancelled, and the expected surplus in that year. Without them the claimed saving is a press release.`;

const delta = `Short version for somebody who has to decide: **yes, if you do three things, and the climate is not the only reason.**

## 1. Close early

The EU's reserve takes in allowances while the surplus is large. A plant that closes now feeds the reserve; for such closures most of the saved tonnes are never emitted. Later closures count for less.

## 2. Cancel

Put the cancellation of allowances into the same law as the closure. It costs the treasury the auction income, and that cost is the honest price of the policy. Without cancellation you are giving other emitters a discount.

## 3. Make it credible on the price side

Britain did. It added a national carbon price on power from April 2013, at £18 a tonne since 2016, on top of the allowance. Coal had supplied about 40 % of its electricity in 2012; its last coal plant, Ratcliffe-on-Soar, closed on 30 September 2024. Investors saw a price that could not collapse with the market.

## What you also buy

Cleaner air near the plants comes with certainty and within months. A planned end date also lets grids, regions and workers prepare, which a volatile allowance price never does.

I would not promise the full tonnage as a climate saving. I would promise the local benefit and the part that is cancelled.`;

const ember = {
  thinking: `(Scripted, like the answer.) The cap fixes the total. Then the phase-out cannot change it. I should ask whether the cap reacts; I will keep the simple answer and let others correct me.`,
  text: `**No. The cap decides, not the chimney.**

## The logic in three steps

1. The cap says how many tonnes may be emitted. Say 100.
2. You close a coal plant that emitted 10. Its 10 permits stay in the market.
3. Somebody else buys them, a bit cheaper than before. Emissions: still 100.

A national coal exit under a cap saves not a single tonne. That holds in Europe as everywhere: the European cap is a cap. What changes is *where* the tonnes come from and what the permit costs.

## Worse

The lower permit price makes other coal plants, perhaps dirtier ones, run longer. You pay for the closure, and your neighbour collects the benefit.

## What works

- **Lower the cap.** One law, every plant, no leaks.
- **Retire permits.** If you close 10, destroy 10. Then, and only then, the exit counts.
- **Leave the rest to the price.** A high permit price closes coal by itself, in the order of cost.

## The uncomfortable part

Coal exits are popular because they can be photographed. Lowering a cap cannot. That is a reason for a politician, not for the climate.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
