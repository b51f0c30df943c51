import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { vi } from "vitest";
import { POST } from "@/app/api/v1/chat/completions/route";
import { GET } from "@/app/api/v1/models/route";
import { POST as POST_RESPONSES } from "@/app/api/v1/responses/route";
import { startUpstream } from "@/e2e/upstream/server";
import type { PanelInput } from "@/lib/core/panel";
import { PanelSpec } from "@/lib/core/panel";
import { container } from "@/lib/server/container";

type SentHeaders = Record<string, string>;

/** A Parley over a real database with the scripted upstream as its OpenRouter, and the way programs come in. */
export async function openProgramWorld() {
  const folder = mkdtempSync(join(tmpdir(), "parley-compat-"));
  const upstream = await startUpstream({ port: 0 });
  vi.stubEnv("PARLEY_DATA_DIR", folder);
  vi.stubEnv("PARLEY_LOG_LEVEL", "silent");
  vi.stubEnv("OPENROUTER_API_KEY", "sk-scripted");
  vi.stubEnv("OPENROUTER_BASE_URL", upstream.baseUrl);
  vi.stubEnv("OLLAMA_HOST", "http://127.0.0.1:9");
  await container().catalog.settled();

  const headersOf = (more: SentHeaders) => ({
    host: "localhost:3000",
    authorization: "Bearer any",
    "content-type": "application/json",
    ...more,
  });
  const routes = { "chat/completions": POST, responses: POST_RESPONSES };
  const postTo = (route: keyof typeof routes, body: unknown, more: SentHeaders = {}, signal?: AbortSignal) =>
    routes[route](
      new Request(`http://localhost:3000/api/v1/${route}`, {
        method: "POST",
        headers: headersOf(more),
        body: typeof body === "string" ? body : JSON.stringify(body),
        ...(signal ? { signal } : {}),
      }),
    );
  const post = (body: unknown, more: SentHeaders = {}, signal?: AbortSignal) =>
    postTo("chat/completions", body, more, signal);
  return {
    upstream,
    post,
    postResponses: (body: unknown, more: SentHeaders = {}) => postTo("responses", body, more),
    models: () => GET(new Request("http://localhost:3000/api/v1/models", { headers: headersOf({}) })),
    savePanel: (panel: PanelInput) => container().panels.create(PanelSpec.parse(panel)),
    /** The official client, whose requests go straight to the route. */
    openai: (more: SentHeaders = {}) =>
      new OpenAI({
        apiKey: "any",
        baseURL: "http://localhost:3000/api/v1",
        fetch: (url, init) => {
          const sent = new Headers(init?.headers);
          const body = typeof init?.body === "string" ? init.body : "";
          return postTo(
            new Request(url).url.endsWith("/responses") ? "responses" : "chat/completions",
            body,
            { ...Object.fromEntries(sent), host: "localhost:3000", ...more },
            init?.signal ?? undefined,
          );
        },
      }),
    async close() {
      container().shutDown();
      container().close();
      Reflect.deleteProperty(globalThis, Symbol.for("parley"));
      vi.unstubAllEnvs();
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type ProgramWorld = Awaited<ReturnType<typeof openProgramWorld>>;

/** The objects of a stream, and the lines that are none. */
export async function framesOf(response: Response) {
  const text = await response.text();
  const lines = text.split("\n").filter((line) => line.startsWith("data: "));
  const chunks = lines.filter((line) => line !== "data: [DONE]").map((line): unknown => JSON.parse(line.slice(6)));
  return { text, chunks, isDone: lines.at(-1) === "data: [DONE]" };
}
