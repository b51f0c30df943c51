import type { Script } from "./script";
import { coalPhaseOut } from "./scripts/coal-phase-out/script";
import { economics } from "./scripts/economics/script";
import { energy } from "./scripts/energy/script";
import { engineering } from "./scripts/engineering/script";
import { law } from "./scripts/law/script";
import { medicine } from "./scripts/medicine/script";
import { unknown } from "./scripts/unknown/script";
import { work } from "./scripts/working-week/script";

/** The questions the demo can answer, in the order of the first page. */
export const knownScripts: readonly Script[] = [economics, coalPhaseOut, medicine, law, engineering, work, energy];

/** For every other question. */
export const unknownScript: Script = unknown;
