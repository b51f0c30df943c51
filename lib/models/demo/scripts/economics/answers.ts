import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## Two roads to one price

A tax fixes the price of carbon and lets emissions adjust. A cap fixes emissions and lets the price adjust. With full information the two come to the same thing; economists part company once costs are uncertain.

**Prices versus quantities.** Weitzman (1974) showed that the better instrument depends on two slopes. In his linear model the advantage of a tax over a cap is

$$
\\Delta = \\frac{\\sigma^2}{2c^2}\\,(c - b)
$$

where $c$ is the slope of marginal abatement cost, $b$ the slope of marginal damage and $\\sigma^2$ the variance of the cost shock. CO$_2$ builds up over decades, so one year's tonnes hardly change the damage: $b$ is small. Because damage follows the stock, the textbook answer leans to a tax.

**Design.** Coverage, price level and free allocation usually decide more than the name on the law. A cap with a price floor and a price ceiling behaves much like a tax.

## The EU ETS in 2023

Allowances traded above €100 for the first time on 21 February 2023. The price then drifted down, slipped below €70 in mid-December and ended the year near €80.

Emissions from power and industry fell 15.5 % in the first official count. At €80 or more a tonne the carbon price did most of the work: coal lost its margin against gas and renewables, and that switch is the bulk of the fall.`;

const birch = `I keep to what is on record, then say where the record stops.

## Price of an EU allowance (one tonne of CO$_2$)

| When in 2023 | Price |
|---|---|
| 21 February | above €100 for the first time |
| Average of the year | low to mid €80s |
| Mid-December | below €70, the low of the year |
| End of December | near €80 |

Auctions raised about €43.6 billion in 2023, and most of that money went to national budgets.

## Emissions

The European Commission reported in April 2024 that emissions from power and industry under the system fell 15.5 % against 2022, the largest yearly drop since it began in 2005. Electricity fell 24 %, energy-intensive industry about 7 %, while aviation rose about 10 %. For the power sector the Commission names wind and solar first and gives the carbon price no share of its own. That does not prove the price did little; it means nobody has measured it there.

## Where economists differ

- **Uncertainty.** Weitzman (1974) compares the slopes of costs and damages; for a stock pollutant this favours prices.
- **Equivalence.** Stavins argues that with comparable design the two instruments differ far less than the debate suggests.
- **Effect.** Green's 2021 review finds aggregate cuts of 0 to 2 % a year from carbon pricing; other reviews find more.`;

const cato = `I will argue against the textbook, because the textbook is where people stop reading.

## A tax is only certain on paper

The model compares a tax that stays with a cap that stays. Neither does. Australia repealed its carbon price in 2014. France froze its carbon tax in 2018 after the yellow vest protests. A cap has a legal path of tonnes that falls by itself; a tax has to be raised by a parliament, again and again. For a problem with thresholds I would rather be sure of the tonnes than of the price.

## Evidence, with its defects

A 2024 meta-analysis in *Nature Communications* (Döbbeling-Hildebrandt and others) of 21 pricing schemes finds reductions of 5 to 21 %, but only 4 to 15 % once publication bias is corrected. That is real, and smaller than advocates imply. What separates the schemes is context and design, not whether the statute says tax or trading.

## What 2023 shows

Allowances peaked just above €100 in February and lost about a third by December. Emissions fell sharply in the same year. Look at the order of events: the price fell while emissions fell, so the price was partly an effect and not the cause.

My reading: the carbon price set the direction, but the size of the 2023 drop owes as much to weather, cheaper gas and idle factories. Anyone who reads 15.5 % as proof of the instrument is counting a recession in chemicals as climate policy.`;

const delta = `Look at it from inside a company: a tax you budget for, a permit price you hedge.

## What companies see

- **Tax:** a line in next year's budget. Simple to run where fuel is already taxed; it can be collected upstream from a few sellers.
- **Cap-and-trade:** registries, monitoring, auctions and a price that moved by a third within 2023. Large firms hedge it; small ones hate it.

## What decides in practice

For an investment decision, coverage and credibility move investment more than the choice between tax and trading. A low tax with exemptions does less than a tight cap, and a loose cap does less than a serious tax.

The money matters as much. What is done with the revenue decides who pays: rebates per head help poorer households, cuts in labour tax help employment, free allocation helps shareholders.

## The EU is already a hybrid

Since 2019 the market stability reserve has taken allowances out when the surplus is large and released them when it is small. The supply of allowances now reacts to the market, so the EU cap is no longer a pure quantity. Economists who compare "the cap" with "the tax" are often comparing two things that no longer exist.

## 2023 in one line

The EU price broke €100 in February and closed the year around €80. For an investor the second figure counted more: it was high enough to keep coal plants idle, and too unstable to finance hydrogen on its own.`;

const ember = {
  thinking: `(Scripted, like the answer.) Two halves: the dispute, then the price. I will take a side on the first and keep the second short. The honest risk: I quote the low of the year from memory.`,
  text: `**Cap. Without much doubt.**

The climate answers to tonnes. A tax hopes for tonnes; a cap counts them. When there is a fixed carbon budget, the instrument that fixes the quantity is the safer one.

## Where economists really split

1. **Price or quantity** when costs surprise you. Most theory says price. I think theory underrates thresholds.
2. **Politics.** A cap lets a government pay off losers with free permits. Ugly, and it is why caps pass.
3. **Overlap.** Add subsidies under a rigid cap and you cut the permit price, not the emissions.

Yet do not oversell the choice: a badly built cap loses to a well built tax every time. Coverage and stringency come first.

## The EU in 2023

- In February an allowance cost more than €100 for the first time.
- After that it eased, but it never traded below €75 in 2023.
- It ended the year close to €80.
- Power emissions fell by about a quarter in one year.

## What I would do

Keep the cap, put a **floor price** under it, and sell every permit. A floor gives investors the certainty of a tax; the cap keeps the promise on tonnes. Giving permits away is a subsidy with extra steps, and Europe did it for too long.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
