import type { ToolWay } from "./events";
import type { ModelName, NewId } from "./ids";
import type { McpPort } from "./mcp";
import type { Clock, Price, StreamModel } from "./model";
import type { AnswerFormat, ProgramRequest } from "./program-request";
import type { ActorLimits } from "./time-limit";
import type { KnownSource, TurnState } from "./turn";
import type { FetchPage, SearchWeb } from "./web";

/** The words of a provider that takes no tools for a model, for some time. */
export type ToolRefusals = {
  /** null = none is known. */
  wordsFor(model: ModelName, way: ToolWay): string | null;
  remember(model: ModelName, way: ToolWay, words: string): void;
};

/** What turns of one conversation that run at the same time tell each other, so that no id means two pages. */
export type SourceIds = {
  /** Ids that other turns have given and this one does not know yet. */
  newsFor(turn: TurnState): KnownSource[];
  /** Tells the ids that this turn has given. */
  tell(turn: TurnState): void;
};

/** Everything a turn needs from outside; adapters live in lib/models, the container wires them. */
export type TurnPorts = {
  streamModel: StreamModel;
  /** US dollars per million tokens; null = unknown. */
  priceOf: (model: ModelName) => Price | null;
  /** What people call a model, e.g. "DeepSeek V4 Pro". */
  labelOf: (model: ModelName) => string;
  /** The tokens a model can read and write together; absent or null = unknown. */
  contextOf?: (model: ModelName) => number | null;
  /** The tokens a model can write at most; absent or null = unknown. */
  outputOf?: (model: ModelName) => number | null;
  /** Absent = nothing is searched, and no page is read. */
  searchWeb?: SearchWeb;
  fetchPage?: FetchPage;
  /** How a model may research with this engine of the panel; "none" = not at all. Absent = its own calls. */
  toolWayOf?: (model: ModelName, engine: string) => ToolWay | "none";
  /** Providers' refusals of tools, so that the next answers of a model are not refused first; absent = they are. */
  toolRefusals?: ToolRefusals;
  /** Whether a model's host lets it call tools; absent = it does. */
  takesTools?: (model: ModelName) => boolean;
  /** The text of a page that was read in a turn, by its canonical address; null or absent = it is not kept. */
  pageTextOf?: (turnId: string, url: string) => string | null;
  /** What a program sent with the question of a turn; null or absent = a person asked. */
  programRequestOf?: (turnId: string) => ProgramRequest | null;
  /** What is wrong with a text in the form that a program wants, in words for a model; empty = nothing. Absent = never asked. */
  formatProblems?: (text: string, format: AnswerFormat) => string[];
  /** Whether a model takes images; null or absent = not known. */
  seesImages?: (model: ModelName) => boolean | null;
  /** Whether the model's host says it can hold it to a JSON Schema; absent = no. */
  hasStrictJson?: (model: ModelName) => boolean;
  /** Absent = no other turn gives ids beside this one. */
  sourceIds?: SourceIds;
  /** How long panelists, judges and turns may take; absent = as long as they want. */
  limits?: ActorLimits;
  /** Tools of MCP servers that people added; absent = there are none. */
  mcp?: McpPort;
  clock: Clock;
  newId: NewId;
  /** A fresh 32-bit seed for the label shuffle. */
  newSeed: () => number;
};
