import type { ModelName, NewId } from "./ids";
import type { Clock, Price, StreamModel } from "./model";

/** Everything a turn needs from outside; adapters live in lib/models, the container wires them. */
export type TurnPorts = {
  streamModel: StreamModel;
  /** US dollars per million tokens; null = unknown. */
  priceOf: (model: ModelName) => Price | null;
  /** What people call a model, e.g. "DeepSeek V4 Pro". */
  labelOf: (model: ModelName) => string;
  /** The tokens a model can read and write together; absent or null = unknown. */
  contextOf?: (model: ModelName) => number | null;
  clock: Clock;
  newId: NewId;
  /** A fresh 32-bit seed for the label shuffle. */
  newSeed: () => number;
};
