import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## The principle

A clause that says "no change unless in writing and signed" is called a **no oral modification clause**. Whether it works is a conflict of two ideas: parties may bind themselves as to form, and parties may change their minds.

## England and Wales

Since *Rock Advertising v MWB Business Exchange Centres* [2018] UKSC 24 the clause is effective: an oral variation that does not follow the agreed form is invalid. Lord Sumption's reason is certainty. Businesses want to know which words bind them, and such clauses prevent disputes about half-remembered telephone calls. I find that convincing: a promise about form is a promise like any other.

The safety valve is **estoppel**. A party who relied on the oral change may be protected, but there must be words or conduct that unequivocally represent the variation as valid despite its form, and something more than the informal promise itself.

## Elsewhere

Legal systems differ widely, so the first question is which law governs the contract. Some treat the clause as binding, some as a mere presumption, and some let an individually agreed change prevail.

## In practice

Treat the clause as binding. If something is agreed by telephone, confirm it in writing the same day, signed by whoever the clause names, before anyone acts on it.

This is general information and not advice on a particular contract.`;

const birch = `| Law | Rule | Way out |
|---|---|---|
| England and Wales | *Rock Advertising v MWB* [2018] UKSC 24: the clause is effective | estoppel, narrow |
| New York | General Obligations Law § 15-301(1): an unsigned executory change is not enforceable | partial performance, estoppel |
| Sale of goods, USA | UCC § 2-209(2): clause is effective; § 2-209(4): a failed change may be a waiver | retraction on notice, § 2-209(5) |
| International sale of goods | CISG article 29(2): clause is effective | conduct on which the other side relied |
| Singapore | *Charles Lim v Hong Choon Hau* [2021] SGCA 43: presumption only (obiter) | proof of the oral agreement |

## Points that are often wrong

**England.** Before 2018 the Court of Appeal had held the opposite, in *Globe Motors v TRW* (2016, obiter) and in *Rock Advertising* itself. Both are superseded: in England an oral variation alone does not beat the clause.

**New York.** In *Rose v Spa Realty* (1977) the Court of Appeals allowed oral changes where performance is unequivocally referable to the change, or where the other side is estopped. Outside that, the statute holds.

**The CISG** contains the reliance exception in the same article as the rule, so conduct can disarm the clause in international sales.

## How to read the table

In every one of these systems the strongest fact is the same: somebody relied on the change and the other side let it happen. The difference is how much reliance is needed, and who must prove it.`;

const cato = `The confident answer is "the clause is binding, full stop". I doubt both halves.

## The logic is weaker than it sounds

Two people who can make a contract can unmake it, including the clause about form. Cardozo said it in 1919 in *Beatty v Guggenheim*: the clause which forbids a change may be changed like any other. To hold parties to a form they both wanted to drop is not freedom of contract, it is the opposite.

Singapore's Court of Appeal considered the English reasoning in 2021 and declined to follow it. In its view the clause only raises a presumption that there was no change, and clear proof of an oral agreement rebuts it. I think that court had the better argument. Lord Briggs, in *Rock Advertising* itself, agreed with the result on narrower grounds.

## Germany goes further

For standard terms, § 305b of the Civil Code gives individual agreements precedence, and courts have struck down even the "double" writing clause in standard terms, because it misleads the other side about that right. An individually negotiated double clause between merchants can hold.

## Even England leaks

Estoppel exists because strictness produces injustice. Once one side has acted on the oral change, a court will look for a way to protect that reliance, and cases will turn on witnesses again: exactly what the clause was meant to avoid.

So: the clause shifts the burden and the bargaining position. It does not end the argument.`;

const delta = `What I would tell a client who just agreed something on the telephone.

## Today

1. **Send a confirmation now.** "As agreed today, delivery moves to 15 May; please confirm." Put it in writing before anybody performs.
2. **Check what the clause asks for.** "In writing" may be met by an exchange of emails; the English High Court accepted that in *C&S Associates v Enterprise Insurance* (2015). "Signed by both parties on paper" is a different matter.
3. **Check who may sign.** Sales staff often cannot.

## If it was never confirmed

- Collect what shows reliance: changed invoices, deliveries at the new date, payments accepted without protest.
- In US sales of goods, UCC 2-209 makes the clause effective, but a course of performance can amount to a waiver of it.
- Under English law expect the clause to hold, and estoppel to be an uphill fight.

## If you are on the other side

Do not quietly accept the new performance for a year and then wave the clause. Reserve your rights in writing at once, because silence is what builds the other side's case.

## When drafting

Say what counts as writing (email yes or no), who may sign, and that no conduct is a waiver unless it is in writing. Then live by it: a clause that both sides ignore every week is hard to defend in any court.`;

const ember = {
  thinking: `(Scripted, like the answer.) Classic contract theory: a later agreement beats an earlier one. I will apply that across the board. The risk: one supreme court may see it differently.`,
  text: `**Usually yes. The later deal wins.**

## Why

A contract is what the parties agree. If they agree on Monday that changes must be in writing, they can agree on Friday that this one need not be. In England as in Singapore, a clear oral agreement overrides the clause: freedom of contract includes the freedom to change your mind.

## The hard part is proof

- Who said what, on which day, in whose presence?
- Did anyone act on it afterwards?
- Did the person on the telephone have authority?

Without good answers, the clause wins in practice even where the law would let you win.

## Rules of thumb

1. **Acted on?** Strong case. If you performed and they took it, a judge will hardly let them hide behind the clause.
2. **Only talked?** Weak case.
3. **Statute in the way?** Guarantees, land and consumer credit often need writing by law. No oral deal helps there.

## What to do

Write the email. Two lines, sent the same day, turn the whole problem into a footnote. A contract lawyer's best tool is not a statute, it is a **timestamp**.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
