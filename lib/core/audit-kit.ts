import type { PointState } from "./analysis";
import { type Audited, auditInSteps } from "./audit";
import { groundOf } from "./audit-ground";
import { PointId } from "./ids";
import { finishSteps } from "./in-steps";
import { normaliseText } from "./normalise-text";

/** Helpers of the audit's unit tests: two answers about a bridge, and a final answer held against them. */

const answers = [
  "The bridge opened on 21 February 2023 and cost €43.6 billion, 15.48 % more than planned. Traffic rose to 1,500 cars a day, and twelve ships pass each hour.",
  "Engineers measured a sway of 2.5 million micrometres. The council said: “we will close the bridge whenever the wind is too strong for lorries”.",
];

export function audit(
  text: string,
  more: Partial<Audited> & { others?: readonly string[]; said?: readonly string[] } = {},
) {
  const { others = ["Is the bridge safe at 90 km/h?"], said = answers, ...rest } = more;
  const audited: Audited = {
    text,
    unknownSources: [],
    points: [],
    labels: ["A", "B"],
    sources: [],
    question: "Is the bridge safe at 90 km/h?",
    year: 2026,
    ...rest,
  };
  return finishSteps(auditInSteps(audited, groundOf(said.map(normaliseText), others)));
}

export function point(id: string, more: Partial<PointState> = {}): PointState {
  return {
    id: PointId.parse(id),
    kind: "contradictions",
    topic: "Whether it sways",
    weight: 3,
    point: "Whether it sways",
    views: [],
    unverified: [],
    silent: [],
    favors: [],
    basis: "none",
    why: "",
    trust: null,
    ask: null,
    notes: [],
    evidence: null,
    ...more,
  };
}
