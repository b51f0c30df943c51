import { FailureError, failure } from "@/lib/core/failure";
import type { ModelName } from "@/lib/core/ids";
import type { ModelRequest, StreamModel } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";
import { openaiCompatible } from "./openai-compatible";
import type { ConnectedProvider } from "./provider";

/** Where a model name leads: a provider and the id it uses for the model. */
type ResolvedModel = { provider: ConnectedProvider; model: string };

export type ModelRegistry = {
  /** Sends a call to the provider its model name means. Throws FailureError `unknown_model` or `provider_not_allowed`. */
  streamModel: StreamModel;
  /** Throws FailureError `unknown_model`. */
  resolve: (name: ModelName) => ResolvedModel;
};

export type RegistryOptions = {
  /** Providers as they are connected now, in order of preference. */
  connected: () => readonly ConnectedProvider[];
  /** Model ids a provider lists, without prefix; null = not known. */
  listed: (providerId: string) => ReadonlySet<string> | null;
  /** `demo` gets the request as it is, prefix included. */
  adapters: { demo: StreamModel; remote?: (provider: ConnectedProvider) => StreamModel };
};

/** All models of all connected providers, the demo included while it is connected, behind one port. */
export function modelRegistry({ connected, listed, adapters }: RegistryOptions): ModelRegistry {
  const remote = adapters.remote ?? openaiCompatible;

  function resolve(name: ModelName): ResolvedModel {
    const providers = connected();
    const { provider: prefix, model } = splitModelName(name);
    const named = providers.find(({ id }) => id === prefix);
    if (named && model !== "") return { provider: named, model };
    const lister = openRouterFirst(providers).find((provider) => lists(listed(provider.id), name));
    if (lister) return { provider: lister, model: name };
    throw new FailureError(failure("unknown_model", unknownModelWords(name, prefix)));
  }

  async function* streamModel(request: ModelRequest) {
    const { provider, model } = resolve(request.model);
    const allowed = request.dataPolicy.allowedProviders;
    if (allowed.length > 0 && !allowed.includes(provider.id)) {
      const words = `The data policy of this panel does not allow sending to ${provider.label}.`;
      throw new FailureError(failure("provider_not_allowed", words));
    }
    yield* provider.kind === "demo" ? adapters.demo(request) : remote(provider)({ ...request, model });
  }

  return { streamModel, resolve };
}

function openRouterFirst(providers: readonly ConnectedProvider[]): ConnectedProvider[] {
  const rank = ({ kind }: ConnectedProvider) => (kind === "openrouter" ? 0 : 1);
  return providers.toSorted((a, b) => rank(a) - rank(b));
}

/** Suffixes such as `:free` or `:nitro` choose a route to a listed model. */
function lists(ids: ReadonlySet<string> | null, id: string): boolean {
  return ids !== null && (ids.has(id) || (id.includes("/") && ids.has(id.replace(/:[a-z]+$/, ""))));
}

function unknownModelWords(name: string, prefix: string | null): string {
  if (prefix === null) return `No connected provider lists the model "${name}".`;
  return `No provider named "${prefix}" is connected, and no connected provider lists "${name}".`;
}
