import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## Yes, with two conditions

A heat pump delivers whatever heat it is sized for. An old house does not stop it from working; it makes the machine bigger and the bill higher. Two things decide how well it works: how much heat the house loses, and how hot the water in the radiators must be.

## Why water temperature matters

The coefficient of performance is a fraction of the ideal value

$$
\\text{COP} = \\eta\\,\\frac{T_{\\text{flow}}}{T_{\\text{flow}} - T_{\\text{outside}}}
$$

in kelvin, with $\\eta$ around 0.4 to 0.45. At −5 °C outside, 55 °C in the radiators gives about 2.3; 35 °C gives about 3.2. The lower the flow temperature, the less electricity each unit of heat needs.

## What to do first

Insulate first. Loft, cavity walls and draughts are cheap and last for decades; they allow a smaller machine and cooler radiators. A heat pump sized for the uninsulated house will be too large for the house after the work, and oversized machines switch on and off too often.

## What to expect

- Seasonal performance near 3 in a decent retrofit.
- Rooms that warm slowly and stay even, so leave it running.
- Emissions well below a gas boiler's wherever electricity is reasonably clean.

In a solid-wall house without any measures it still works, but I would not call it a good investment yet.`;

const birch = `Field data are better than opinions here, and there are some.

| Study | Homes | Result for air-source heat pumps |
|---|---|---|
| UK Electrification of Heat demonstration, 2020 to 2023 | 742 installed, all ages of house | median seasonal performance about 2.8 |
| Fraunhofer ISE, existing buildings in Germany | several dozen | average about 3.1, range about 2.5 to 3.8 |

Ground-source machines in the German study reached about 4.1.

## What these studies say

The British project reported that it found no type or age of property that was unsuitable. Fraunhofer ISE found that the age of the building alone does not predict efficiency: the flow temperature needed does, and many old houses manage with less than 55 °C because their radiators are generous.

## Running costs, with figures

Under the British price cap for October to December 2024, a kilowatt-hour cost about 24.5 p as electricity and 6.24 p as gas, a ratio of 3.9. Against a gas boiler of 85 to 90 % efficiency, the heat pump must reach a seasonal performance of about 3.3 to 3.5 to cost the same. At the median of 2.8 it costs more on that tariff. Against oil, LPG or direct electric heating the comparison is far better, and special tariffs change it again.

## Limits of the data

Performance varied widely between homes, and the installer's work explains much of it. The figures are seasonal averages; on the coldest days every machine is worse.`;

const cato = `"They work in every house" is true in the sense that a small car can tow a caravan.

## Read the fine print of the trials

The British demonstration installed 742 heat pumps, but the homes were recruited and surveyed first, and many that applied did not go ahead. So the trial shows that suitable homes are suitable. Around half of the homes did worse than the median of 2.8; that is what a median means, and those owners pay.

## Money

With electricity at about four times the price of gas, a performance of 2.8 loses against a modern boiler. In a leaky house heated with gas, a heat pump at British prices raises the bill. It wins against oil, LPG and electric heaters, or with a cheap tariff. Whoever promises savings without asking for your tariff is selling something.

## Comfort

A leaky house needs much power on the coldest day. Either you buy a large machine that idles all year, or you keep a second heat source for some days. Keeping the old boiler as a backup is honest engineering, and a hybrid is often the sensible first step in the worst houses.

## What I accept

It does heat the house, and emissions fall. The open question is whether this house, at this tariff, with this installer, ends up cheaper and warmer. Ask for a room-by-room calculation in writing and a guaranteed seasonal performance. If nobody signs, wait.`;

const delta = `Almost always yes, if the design is right. The order of work is what people get wrong.

## 1. Calculate, room by room

Not a rule of thumb per square metre. A terrace that "needs 20 kW" on paper often needs 8 to 10 kW at the design temperature.

## 2. Test it with the boiler you have

Turn the boiler's flow temperature down to 55 °C, then 50 °C, in a cold week. If the rooms stay warm, your radiators are ready. This costs nothing and tells more than any brochure.

## 3. Radiators before walls

Replace the two or three radiators that are too small. Bigger radiators are cheaper and faster than wall insulation, so you do not have to insulate before you install. Loft and draughts, yes, on the way; wrapping solid walls can come years later or never.

## 4. Run it properly

- Weather compensation on, flow as low as comfort allows.
- No deep night setback: a heat pump likes long, gentle runs.
- All doors of the zone open, few thermostatic valves closed.
- One wrong setting costs more than one missing layer of insulation.

## What goes wrong

Oversized machines, thin microbore pipes that cannot carry the flow, and installers who set 60 °C "to be safe". Each drop of 5 °C in flow temperature improves efficiency by roughly 7 to 10 %.

Old houses are not the problem. Hot water at boiler temperatures is: get the flow temperature down and the pump does its job.`;

const ember = {
  thinking: `(Scripted, like the answer.) Does it work? Field trials say yes. Is it cheap? I will say yes, because three units of heat for one of electricity sounds decisive. A careful reader should check the tariff.`,
  text: `**Yes. Old houses are not an excuse.**

## The physics

A heat pump moves heat instead of making it. One unit of electricity brings about three units of heat, even in winter. A boiler never gives more than one. A leaky house just needs more units, from either machine.

## The proof

Norway, Sweden and Finland are colder than nearly everyone reading this, and heat pumps are ordinary there. British trials put them into Victorian terraces, and they heated them.

## The money

Three for one beats one for one. A heat pump is always cheaper to run than a gas boiler, and the worse the house, the more you save.

## The traps

1. **Bad sizing.** Get a heat-loss calculation.
2. **Hot radiators.** Low flow temperature or nothing: 45 °C is good, 65 °C is a waste.
3. **Impatience.** Leave it on. It is a slow cooker and not a microwave.

## When to wait

If the roof leaks, fix the roof. If the house will be rebuilt next year, use a small backup heater until then. In every other case the best time to start is when the boiler is old but not yet dead, because a dead boiler in **January** gets replaced by another boiler.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
