import type { ReactNode } from "react";
import { CodeWord, DocSection, FactTable, proseClass } from "./doc-section";

/** What becomes of each parameter of a request. */
export type ParameterFacts = readonly { name: string; treatment: string; why: string }[];

const models = [
  ["openrouter/fusion", "The panel that was used last, or the best one that can run."],
  ["openrouter/fusion-flash", "The panel Fast."],
  ["parley/…", "A saved panel, by the name in its address. Each is listed by GET /models."],
  ["provider:model", "One connected model, passed through: it answers alone."],
] as const;

/** The names a request may ask for. */
export function Models() {
  return (
    <DocSection id="models" title="Models">
      <FactTable label="Models" head={["Model", "What answers"]} rows={models} />
      <p className={proseClass}>
        A panel cannot sit on a panel. A program that passes <CodeWord>x-openrouter-fusion-depth</CodeWord> on is
        answered by one model, so that two servers never ask each other in a circle.
      </p>
    </DocSection>
  );
}

const treatments: Readonly<Record<string, string>> = {
  used: "Used",
  passed: "Passed on",
  accepted: "No effect",
  refused: "Refused",
};

/** A sentence with its `code` set as code. */
function withCode(sentence: string): ReactNode[] {
  return sentence.split("`").map((part, index) => (index % 2 === 1 ? <CodeWord key={index}>{part}</CodeWord> : part));
}

/** Every parameter of chat completions. */
export function Parameters({ facts }: { facts: ParameterFacts }) {
  if (facts.length === 0) return null;
  const rows = facts.map(({ name, treatment, why }) => [name, treatments[treatment] ?? treatment, withCode(why)]);
  return (
    <DocSection id="parameters" title="Parameters">
      <p className={proseClass}>
        Nothing is dropped in silence: a parameter that is not in this table, or has a value it cannot take, is answered
        with 400, and the message names it.
      </p>
      <FactTable label="Parameters" head={["Parameter", "Parley", "Details"]} rows={rows} />
      <p className={proseClass}>
        Answers carry more than was asked for: <CodeWord>fusion</CodeWord> holds the analysis in OpenRouter&apos;s five
        parts and, under <CodeWord>claims</CodeWord>, the points with their verified quotes, and the sources. On a panel
        that asks two first, <CodeWord>rest_asked</CodeWord> tells why the others were asked. <CodeWord>usage</CodeWord>{" "}
        counts the whole turn and tells each stage.
      </p>
    </DocSection>
  );
}

/** What streams look like, and how long to wait. */
export function Streaming() {
  return (
    <DocSection id="streaming" title="Streaming and waiting">
      <ul className={`list-disc space-y-1.5 pl-5 ${proseClass}`}>
        <li>
          A panel takes from half a minute to several; the first word of the final answer comes when the judge is done.
          Give clients a timeout of 15 minutes.
        </li>
        <li>
          A comment line every 10 s keeps the connection open. The last chunk before <CodeWord>[DONE]</CodeWord> carries
          the usage and has no choices.
        </li>
        <li>
          Without <CodeWord>stream</CodeWord>, a body that takes long begins with blank lines, which JSON allows.
        </li>
        <li>
          <CodeWord>POST /responses</CodeWord> is the same turn in the words of the Responses API:{" "}
          <CodeWord>input</CodeWord>, <CodeWord>instructions</CodeWord>, <CodeWord>text.format</CodeWord> and{" "}
          <CodeWord>max_output_tokens</CodeWord> take the place of what chat completions call messages, response_format
          and max_tokens, and the panel&apos;s work streams as <CodeWord>response.fusion_call.*</CodeWord>. Nothing is
          stored for the next request: send the whole conversation.
        </li>
        <li>
          Closing the connection stops the turn, unless the request has an <CodeWord>Idempotency-Key</CodeWord>: then
          the same request finds it again.
        </li>
      </ul>
    </DocSection>
  );
}

const errors = [
  ["400", "The request cannot be taken; the message names the field."],
  ["401", "No key, a wrong one, or one that was revoked."],
  ["402", "The spending cap of the token, or the credits at the provider, are used up."],
  ["403", "The token may not do this, a web page of another origin asked, or the model refused to answer."],
  ["404", "There is nothing at this address, or the panel does not send to that provider."],
  ["409", "The Idempotency-Key belongs to another request."],
  ["413", "The body is too large."],
  ["415", "The body is not application/json."],
  ["421", "Parley does not answer to this host name: add it to PARLEY_ALLOWED_HOSTS."],
  ["429", "A provider's limit, or too many wrong passwords; see Retry-After."],
  ["500", "Parley itself failed; its log says why."],
  ["502, 503, 504", "No model could be reached, the turn was stopped in Parley, or Parley is restarting."],
] as const;

/** Statuses, and what a failure looks like once an answer has begun. */
export function Errors() {
  return (
    <DocSection id="errors" title="Errors">
      <FactTable label="Errors" head={["Status", "Why"]} rows={errors} />
      <p className={proseClass}>
        The body is <CodeWord>{'{"error": {"code": 400, "message": "…", "metadata": {…}}}'}</CodeWord>. Once an answer
        has begun its status is 200: a failure then comes as the same object in the stream or the body, and what was
        paid for is never asked for twice.
      </p>
    </DocSection>
  );
}
