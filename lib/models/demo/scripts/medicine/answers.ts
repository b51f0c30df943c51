import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## Muscle: yes, together with training

The evidence here is good. In meta-analyses of adults over about 50, creatine combined with resistance training adds roughly 1.2 to 1.4 kg of lean mass over training with placebo, and strength in the upper and lower body rises a little more as well. The trials lasted from about two months to a year.

Creatine works by making hard sets repeatable: it buffers ATP through phosphocreatine, so people do slightly more work per session, and the work builds the muscle. It follows that creatine without training does little for muscle at any age.

## Memory: promising

A 2023 meta-analysis of randomised trials (Prokopidis and others, *Nutrition Reviews*) found a small overall effect on memory (SMD 0.29) and a large one in adults aged 66 to 76 (SMD 0.88). Brain cells use the same energy buffer as muscle, and ageing is one of the states in which it may run short. I therefore think a memory benefit in older adults is more likely than not.

## How

- Creatine **monohydrate**, 3 to 5 g a day, at any time of day.
- Two or three sessions of resistance training a week.
- Expect about 1 kg more on the scale early on.

People with kidney disease should ask their doctor first. Everybody else over 60 has little to lose and some strength to gain.`;

const birch = `## Muscle

| Source | Trials in older adults | Extra lean mass with training |
|---|---|---|
| Devries and Phillips 2014 | 357 people | about 1.3 kg |
| Chilibeck and others 2017 | 22 trials, 721 people | 1.37 kg (95 % CI 0.97 to 1.76) |

In both, creatine with resistance training is compared with placebo and the same training. In the EU the claim that daily creatine can enhance the effect of resistance training on muscle strength is authorised for adults over 55, at 3 g a day with training at least three times a week.

## Memory

In November 2024 the European Food Safety Authority reviewed more than 20 human studies and concluded that an effect on cognitive function is not established. It noted an effect on working memory at 20 g a day for 5 to 7 days in two studies, which did not appear at lower doses or with continued use. The large effect for ages 66 to 76 in the 2023 meta-analysis comes from few small trials that disagree with each other ($I^2$ = 83 %).

## Bone

A two-year trial in 237 postmenopausal women (Chilibeck 2023) found no effect of creatine on bone density at the femoral neck.

## Dose and safety

Hultman (1996) showed that 3 g a day fills muscle stores in about 28 days, so a loading week only saves time. Creatine raises creatinine in blood tests without harming healthy kidneys; a doctor who does not know may read it as kidney disease.`;

const cato = `Let me separate what was measured from what is claimed.

## "Muscle"

The trials measure **lean mass**, mostly by DXA. Lean mass includes water, and creatine pulls water into muscle, so part of the first kilogram is not new muscle. The gains in strength are real but small. For an 80-year-old the outcomes that count are falls, stairs and independence, and there the trials are short and few.

Also note who did the work. Every convincing trial has people lifting weights. Take the weights away and the effect on muscle nearly vanishes.

## "Memory"

This is where enthusiasm runs ahead. A subgroup of a few small trials gave the big number. Different memory tests, different doses, different populations, high heterogeneity. The European regulator looked at more than 20 studies in 2024 and rejected the claim. For memory, the fair summary is not established, and nobody should buy creatine for that reason.

"Absence of proof is not proof of absence" is true, and it is also what one says of every supplement.

## Risks

Modest. The rise in creatinine in a blood test is usually harmless and does not mean damaged kidneys, but data in people with kidney disease are thin. Weight goes up. Products differ, so buy plain monohydrate from a tested source.

My advice: spend the effort on training and protein first. Creatine is a small extra, not the plan.`;

const delta = `The practical side, in the order I would do it.

## 1. Train

Two or three times a week, all large muscle groups, heavy enough that the last repetitions are hard. Nothing in a tub replaces this.

## 2. Add creatine

With training, people over 60 typically end up with a bit more than a kilogram of extra lean mass, and they notice it when getting out of a chair. Monohydrate is the cheapest form and the one in nearly all trials.

You need a loading week of 20 g a day, or you will not notice anything. After that 5 g a day is enough. Split the doses if the stomach complains.

## 3. Eat enough protein

Older muscle needs a stronger signal: I aim for about 1.2 g per kilogram of body weight a day, spread over meals. Many people over 70 eat far less, and then creatine has nothing to build with.

## 4. Tell your doctor

Creatine raises the creatinine value although the kidneys are fine. Say so before a blood test, or ask for cystatin C, which is not affected. With known kidney disease, do not start without your doctor.

## Memory

Some people say they think more clearly on it. Nobody can tell from that whether it is creatine, sleep or the training itself, which does have evidence. I would not promise it to anyone.

## When to stop

If after four months of honest training nothing has changed, stop and look at sleep, protein and medicines instead.`;

const ember = {
  thinking: `(Scripted, like the answer.) Split the question: muscle and memory. Muscle has meta-analyses behind it. Memory has a subgroup and a regulator saying no. I will say so plainly.`,
  text: `**Muscle: yes, if you lift. Memory: do not count on it.**

## Muscle

Creatine plus resistance training beats training alone by about 1.3 kg of lean mass in older adults. Strength improves too. Without training, you mostly buy expensive urine: creatine alone does next to nothing for muscle.

- **Dose:** 3 to 5 g a day, every day.
- **Form:** monohydrate. The fancy ones cost more and do no more.
- **Timing:** irrelevant.

## Memory

Small trials, mixed tests, one shiny subgroup. Creatine has no proven effect on memory at the doses people take. If you want to protect memory, the better bets are boring: blood pressure, hearing aids when needed, exercise, sleep.

## Safety

Decades of use, a good record in healthy people. Expect a kilogram more on the scale. Kidney disease is the reason to ask first.

## Bottom line

At a few cents a day it is one of the rare supplements worth trying after 60, **for your legs, not for your head**. Give it three months together with training, write down how often you can stand up from a chair in 30 seconds, and let that number decide.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
