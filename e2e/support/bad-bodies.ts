/** A body that no route can make sense of, or that is out to hurt; `type` is its content type. */
export type BadBody = { what: string; type?: string; text?: string | Uint8Array<ArrayBuffer> };

const json = "application/json";
/** Encoded once: these are sent to every route. */
const large = (text: string) => new TextEncoder().encode(text);
const deep = `${'[{"messages":'.repeat(5000)}1${"}]".repeat(5000)}`;

export const badBodies: readonly BadBody[] = [
  { what: "no body" },
  { what: "malformed JSON", type: json, text: '{"question": "x", ' },
  { what: "5 MB", type: json, text: large(JSON.stringify({ question: "a".repeat(5_000_000) })) },
  { what: "a million characters", type: json, text: large(JSON.stringify({ title: "a".repeat(990_000) })) },
  { what: "10,000 levels", type: json, text: deep },
  {
    what: "prototype keys, and numbers out of range",
    type: json,
    text: '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":1,"limit":1e999,"max_tokens":1e400}',
  },
  {
    what: "NUL and lone surrogates",
    type: json,
    text: '{"title":"a\\u0000b","name":"\\udfff","question":"\\ud800x","model":"\\u0000","label":"\\ud800"}',
  },
  { what: "the wrong type", type: "application/x-www-form-urlencoded", text: "question=x" },
  { what: "null", type: json, text: "null" },
];

/** Ids that nothing has, and that are out to hurt. */
export const badIds: readonly string[] = [
  "__proto__",
  "%",
  "%ED%A0%80%00",
  "..%2f..%2fetc%2fpasswd'%20OR%201=1--",
  "a".repeat(6000),
];
