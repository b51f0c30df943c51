import { BadParameter } from "./wire-error";

/**
 * What becomes of a parameter. used: Parley acts on it. passed: it goes to the model that writes the answer, unchanged.
 * accepted: it is known and has no effect, as at OpenRouter. refused: 400.
 */
type Treatment = "used" | "passed" | "accepted" | "refused";
type Rule = { treatment: Treatment; why: string };
export type ParameterTable = Readonly<Record<string, Rule>>;

const used = (why: string): Rule => ({ treatment: "used", why });
const passed: Rule = { treatment: "passed", why: "Goes to the model that writes the final answer." };
const accepted = (why: string): Rule => ({ treatment: "accepted", why });
const refused = (why: string): Rule => ({ treatment: "refused", why });

/** Every parameter of `POST /chat/completions`, and what becomes of it. One that is not in this table is refused. */
export const chatParameters: ParameterTable = {
  messages: used("The conversation; text and image parts."),
  model: used("A panel, or any connected model."),
  models: used("Fallbacks for a model that is passed through to OpenRouter; refused elsewhere."),
  provider: used("Goes with every call of the turn; beyond data policy only OpenRouter knows its keys."),
  plugins: used("`fusion` and `web`; others are refused."),
  tools: used(
    "Functions are offered to the model that writes the answer; `openrouter:fusion` and the web tools are Parley's.",
  ),
  tool_choice: used("none, auto, required, a function, or `openrouter:fusion`."),
  parallel_tool_calls: passed,
  response_format: used("text, json_object or json_schema; the answer is validated and mended once."),
  reasoning: used("Effort of the model that writes the answer; `exclude` leaves reasoning out of the answer."),
  reasoning_effort: used("The same as `reasoning.effort`."),
  include_reasoning: used("false leaves reasoning out of the answer."),
  max_completion_tokens: used("Limit of the model that writes the answer."),
  max_tokens: used("The same by its old name."),
  temperature: used("Of the model that writes the answer."),
  n: used("Only 1."),
  stream: used("Server-sent events."),
  session_id: used("Kept with the turn."),
  user: passed,
  metadata: used("Kept with the turn; at most 16 pairs."),
  max_tool_calls: used("Research calls of a panelist, 1 to 30; at most 16 have an effect."),
  top_p: passed,
  top_k: passed,
  min_p: passed,
  top_a: passed,
  frequency_penalty: passed,
  presence_penalty: passed,
  repetition_penalty: passed,
  seed: passed,
  stop: passed,
  logit_bias: passed,
  prediction: passed,
  verbosity: passed,
  service_tier: passed,
  prompt_cache_key: passed,
  cache_control: passed,
  safety_identifier: passed,
  usage: accepted("Usage is always sent."),
  stream_options: accepted("Usage is always sent."),
  route: accepted("It has had no effect for long."),
  transforms: used("Only an empty list: Parley never cuts a conversation in the middle."),
  store: used("Only false: use `metadata` and the conversation in Parley."),
  modalities: used('Only ["text"].'),
  logprobs: used("Only false: a panel's answer has none."),
  top_logprobs: refused("The probabilities of tokens are not available."),
  stop_server_tools_when: refused("A turn has one fusion at most; limit panelists with `max_tool_calls`."),
  trace: refused("Use `metadata`; it is kept with the turn."),
  debug: refused("The requests to providers are not echoed."),
  audio: refused("Answers are text."),
  web_search_options: refused("Use the plugin `web` or the tool `openrouter:web_search`."),
  functions: refused("Use `tools`."),
  function_call: refused("Use `tool_choice`."),
};

/** Throws for a key that is not known or not supported: nothing a program asks for is dropped in silence. */
export function refuseUnknown(body: Readonly<Record<string, unknown>>, table = chatParameters): void {
  for (const [name, value] of Object.entries(body)) {
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!rule) throw new BadParameter(name, `${name}: this parameter is not known here.`);
    if (rule.treatment === "refused" && value !== undefined && value !== null) {
      throw new BadParameter(name, `${name}: ${rule.why}`);
    }
  }
}

/** The parameters that go on to the model unchanged. */
export function passedOn(body: Readonly<Record<string, unknown>>, table = chatParameters): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => table[name]?.treatment === "passed" && value !== null),
  );
}
