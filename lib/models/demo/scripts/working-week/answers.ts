import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## First, which four-day week?

- **Compressed:** the same hours in four days. Output can fall only through fatigue.
- **Reduced:** fewer hours at the same pay, typically 32 instead of 40. This is what most trials mean.

## The arithmetic

Output is hours times output per hour. Hours fall by a fifth, so to keep the total, output per hour must rise by

$$
\\frac{1}{0.8} - 1 = 25\\,\\%
$$

That is a lot. Annual productivity growth in rich countries is around 1 %.

## The evidence

In the British pilot of 2022, 61 companies with about 2,900 workers cut hours for six months. 56 of them, 92 %, said they would continue. Reported stress and burnout fell, and revenue did not collapse. Iceland's public-sector trials reported the same or better service in most workplaces.

The trials agree that wellbeing improves: less burnout, better sleep, fewer resignations. They are weaker on output. Firms volunteered, the period was short, most used their own figures, and there was no control group in the British pilot.

## My reading

In office work with many meetings, the lost hours can largely be recovered, and I see no good evidence that output falls there. In work that is tied to presence, such as care, shops or production lines, fewer hours mean less output or more staff.`;

const birch = `| Trial | What changed | Reported result |
|---|---|---|
| Iceland, 2015 to 2019, over 2,500 workers | 40 to 35 or 36 hours | service same or better in most workplaces |
| Microsoft Japan, August 2019 | five Fridays off | sales per employee up about 40 % on August 2018 |
| United Kingdom, June to December 2022, 61 companies, about 2,900 workers | shorter week, same pay | 56 continue; revenue up 1.4 % on average |

## Corrections to common claims

**Iceland** did not test a four-day week: hours fell from 40 to 35 or 36, so people lost four or five hours a week and not a day.

**Microsoft Japan** is one company, one month, one measure. Sales per employee in a single August, compared with the August before, say little about output in general.

**"92 % success"** means that the companies continue. The companies chose to take part, and the British pilot had no control group.

## The best study so far

*Nature Human Behaviour* published in July 2025 a study of 2,896 employees in 141 organisations in six countries over six months, with 12 comparison organisations. Burnout fell, and job satisfaction and mental health improved against the comparison. It measured how people felt and worked by their own account, not what the companies produced.

## So

Wellbeing: well supported. Output: no large fall reported, but hardly measured. Anybody who quotes a figure for output in general goes beyond these data.`;

const cato = `Notice what nobody measured: output.

## Who takes part

The companies applied. They had prepared for months, were watched by the press and wanted it to work. That is selection plus the effect of being observed, and six months is about as long as enthusiasm lasts. Without a control group, a good year for the sector looks like a success of the four-day week.

## What economics has found

Pencavel (2015, *Economic Journal*) used records of British munitions workers from the First World War. Below about 49 hours a week output was roughly proportional to hours; only above that did extra hours add less and less. A week of 40 hours is already below that point. If this carries over, a cut from 40 to 32 hours costs output, close to a fifth of it.

It was physical work a century ago, and I admit that. But it measured output, and the modern trials asked people how they felt.

## Where the hours go

"We removed useless meetings." Fine: remove them and keep the fifth day. The gain belongs to better management, not to the calendar. If a firm can save a fifth of its hours without loss, it was badly run before.

## What I accept

People feel better. Fewer resign. Those are real benefits, and perhaps worth paying for. But then say that you are **buying** them with output, and do not claim that they are free.`;

const delta = `It depends on whether the work waits for you.

## Work that waits (software, design, administration)

Here it usually holds. Teams cut meetings, answer messages in blocks and agree on quiet hours. In the pilots most teams of this kind delivered what they had delivered before. The day off is the reward that makes people accept the discipline.

## Work that does not wait (wards, shops, call centres, production)

If someone must be there, a cut of a fifth means hiring a quarter more hours to fill the rota, or opening less. Less sick leave and fewer agency staff can pay for part of it, rarely for all.

## How to try it without fooling yourself

1. **Choose the measure before you start:** tickets closed, orders shipped, complaints, error rate. Not "how do you feel".
2. **Keep a comparison:** one team changes now, a similar one half a year later.
3. **Run it for a year.** The first three months are a honeymoon.
4. **Reduce hours for real.** Ten hours on four days is a compressed week, a different thing with different effects, mostly tiredness.
5. **Agree on the exit** in advance, in writing.

## What usually breaks

Hand-overs, customers who call on Friday, and managers who move their meetings to the remaining days. Staff are happier and stay longer; that alone saves recruiting costs that never appear in the output figure.`;

const ember = {
  thinking: `(Scripted, like the answer.) The famous cases all point one way: Iceland, Microsoft Japan, the UK pilot. I will state them boldly. I am aware that bold summaries lose details.`,
  text: `**No. If anything, output goes up.**

## The record

- **Iceland** moved thousands of public employees to a four-day week between 2015 and 2019, and services held or improved.
- **Microsoft Japan** closed on Fridays in August 2019. Productivity rose by 40 %.
- **United Kingdom**, 2022: 61 companies tried it, 92 % kept it.

Companies do not keep what ruins them.

## Why it works

1. **Parkinson's law.** Work expands to fill the time. Take the time away and the padding goes first.
2. **Rest.** A tired hour is a bad hour. The fifth day is mostly tired hours.
3. **Retention.** Every resignation you avoid saves months of output.

## The catch

It fails where managers keep every meeting and just shorten the week. And it is no gift to a hospital that is already short of nurses: there you need more people first.

## My advice

Stop arguing, run it for half a year, and look at your own numbers. The burden of proof has moved: after this many trials, the people who insist on **five days** should show what the fifth one produces.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
