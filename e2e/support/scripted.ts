import type { RecordedRequest } from "@/e2e/upstream/request";
import { startUpstream } from "@/e2e/upstream/server";
import type { PanelInput } from "@/lib/core/panel";
import type { Api } from "./api";
import { stopAll } from "./stop-all";

/** A scripted upstream that is connected to the server under test as a provider. */
export type Scripted = {
  baseUrl: string;
  /** The full name of a scripted model: `plain-a` becomes `scripted:scripted/plain-a`. */
  model(name: string): string;
  /** A panel of scripted models; a seat is "Label = model". */
  panel(name: string, seats: readonly string[], judge?: string): PanelInput;
  /** The chat requests of this test so far, all or those for one model. */
  requests(name?: string): RecordedRequest[];
  /** Lets the waiting answers of a model go on, as soon as one waits. */
  release(name: string): Promise<void>;
  /** Stops what still runs and empties the record; the server knows no fault of a model any more. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

export const scriptedKey = "test-key-scripted-marked-key-5417";

/** Starts the upstream and connects it through the API, as OpenRouter or as a plain host. */
export async function connectScripted(
  api: Api,
  kind: "openrouter" | "openai-compatible" = "openrouter",
): Promise<Scripted> {
  const upstream = await startUpstream({ port: 0 });
  const address = kind === "openrouter" ? upstream.baseUrl : upstream.baseUrl.replace("/api/v1", "/v1");
  const provider = await api.addProvider("Scripted", address, scriptedKey, kind);
  const bare = (name: string) => (name.startsWith("tag/") ? name : `scripted/${name}`);
  const model = (name: string) => `${provider.id}:${bare(name)}`;
  return {
    baseUrl: upstream.baseUrl,
    model,
    panel: (name, seats, judge = "judge") => ({
      name,
      panelists: seats.map((seat) => {
        const [label = "", id = ""] = seat.split("=").map((part) => part.trim());
        return { label, model: model(id) };
      }),
      judge: { model: model(judge) },
      // Follow-ups are sorted where a test is about that.
      synthesizer: { sortsFollowUps: false },
    }),
    requests: (name) =>
      upstream.requests.filter(
        (request) => request.path.endsWith("/chat/completions") && (name === undefined || request.model === bare(name)),
      ),
    async release(name) {
      while (upstream.release(bare(name)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async forget() {
      upstream.release();
      await stopAll(api);
      upstream.requests.length = 0;
      await api.testProvider(provider.id);
    },
    close: () => upstream.close(),
  };
}
