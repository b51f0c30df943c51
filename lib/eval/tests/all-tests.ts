import type { JudgeTest } from "@/lib/eval/lab";
import { cutOff } from "./cut-off";
import { degradation } from "./degradation";
import { followUpSorting } from "./follow-up";
import { format } from "./format";
import { identity } from "./identity";
import { injection } from "./injection";
import { majority } from "./majority";
import { filler, omissionByAll, omissionBySome } from "./omissions";
import { padding } from "./padding";
import { plantedContradictions } from "./planted";
import { quotes } from "./quotes";
import { shuffleStability } from "./shuffle";
import { samePage } from "./sources";
import { synthesizer } from "./synthesizer";
import { unitTraps } from "./units";

/** Every test of a judge, in the order in which they run: those that look at all judgings come last. */
export const judgeTests: readonly JudgeTest[] = [
  plantedContradictions,
  unitTraps,
  omissionBySome,
  omissionByAll,
  filler,
  shuffleStability,
  majority,
  samePage,
  injection,
  identity,
  padding,
  cutOff,
  degradation,
  synthesizer,
  followUpSorting,
  quotes,
  format,
];
