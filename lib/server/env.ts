import { z } from "zod";
import { PolicyPatch, policyFor } from "./shrink-policy";

/** An empty variable counts as not set. */
const text = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const isWebAddress = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? "");

const address = (fallback: string) =>
  text
    .transform((value) => (value ?? fallback).replace(/\/+$/, ""))
    .refine(isWebAddress, "must be an address that begins with http:// or https://");

const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names, fallback: Names[number]) =>
  text.transform((value) => value ?? fallback).pipe(z.enum(names, `must be one of ${names.join(", ")}`));

function number(fallback: number, smallest: number, largest: number) {
  const range = `must be a number from ${smallest} to ${largest}`;
  const value = z.number(range).min(smallest, range).max(largest, range);
  return text.transform((given) => (given === undefined ? fallback : Number(given))).pipe(value);
}

function parseJson(value: string | undefined, context: z.RefinementCtx): unknown {
  try {
    return value === undefined ? {} : JSON.parse(value);
  } catch {
    context.addIssue({ code: "custom", message: 'must be JSON, such as {"places":{"local":1}}' });
    return z.NEVER;
  }
}

const Variables = z.object({
  PORT: number(3000, 0, 65535).pipe(z.number().int("must be a whole number")),
  HOST: text.transform((value) => value ?? "127.0.0.1"),
  PARLEY_DATA_DIR: text.transform((value) => value ?? "./data"),
  PARLEY_LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"], "info"),
  PARLEY_ALLOWED_HOSTS: text.transform((value) => value?.split(/[\s,]+/).filter((name) => name !== "") ?? []),
  PARLEY_PASSWORD: text,
  PARLEY_DEMO: oneOf(["on", "off", "auto"], "auto"),
  /** How slowly the demo writes: 1 = lifelike, 0 = at once. */
  PARLEY_DEMO_PACE: number(1, 0, 100),
  /** For tests: every waiting time of calls to providers is multiplied with it. */
  PARLEY_TIMEOUT_SCALE: number(1, 0.001, 10),
  /** Other figures for single limits of calls to providers, as JSON: `{"places":{"local":1}}`. */
  PARLEY_UPSTREAM_POLICY: text.transform(parseJson).pipe(PolicyPatch),
  OPENROUTER_API_KEY: text,
  OPENROUTER_BASE_URL: address("https://openrouter.ai/api/v1"),
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: address("https://api.openai.com/v1"),
  OLLAMA_HOST: text,
  SEARXNG_URL: text
    .transform((value) => value?.replace(/\/+$/, ""))
    .refine(
      (value) => value === undefined || isWebAddress(value),
      "must be an address that begins with http:// or https://",
    )
    .refine(
      (value) => !URL.parse(value ?? "")?.username && !URL.parse(value ?? "")?.password,
      "must be an address without a user name and a password",
    ),
  BRAVE_API_KEY: text,
  TAVILY_API_KEY: text,
  EXA_API_KEY: text,
});

export type Env = ReturnType<typeof readEnv>;

/** The settings of this process. Throws an Error that names each bad variable and says what it must be. */
export function readEnv(source: Readonly<Record<string, string | undefined>>) {
  const parsed = Variables.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
    throw new Error(`Parley cannot start with these settings:\n${lines.join("\n")}`);
  }
  const value = parsed.data;
  refuseOpenDoor(value.HOST, value.PARLEY_PASSWORD);
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: value.PARLEY_DATA_DIR,
    logLevel: value.PARLEY_LOG_LEVEL,
    allowedHosts: value.PARLEY_ALLOWED_HOSTS,
    password: value.PARLEY_PASSWORD ?? null,
    demo: value.PARLEY_DEMO,
    demoPace: value.PARLEY_DEMO_PACE,
    openrouter: { apiKey: value.OPENROUTER_API_KEY ?? null, baseUrl: value.OPENROUTER_BASE_URL },
    openai: { apiKey: value.OPENAI_API_KEY ?? null, baseUrl: value.OPENAI_BASE_URL },
    ollamaHost: value.OLLAMA_HOST ?? null,
    search: {
      searxngUrl: value.SEARXNG_URL ?? null,
      braveKey: value.BRAVE_API_KEY ?? null,
      tavilyKey: value.TAVILY_API_KEY ?? null,
      exaKey: value.EXA_API_KEY ?? null,
    },
    /** Every limit of calls to models: timers, tries, breaker, places and caps (faults.md section 4). */
    upstream: policyFor(value.PARLEY_TIMEOUT_SCALE, value.PARLEY_UPSTREAM_POLICY),
  };
}

function refuseOpenDoor(host: string, password: string | undefined): void {
  if (isLoopback(host) || password !== undefined) return;
  throw new Error(
    `HOST is ${host}, so others could reach Parley: set PARLEY_PASSWORD, or leave HOST at 127.0.0.1 for this machine only.`,
  );
}

/** Whether only this machine can reach a server bound to that address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
