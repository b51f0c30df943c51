import { connectModels } from "@/lib/server/connect-models";
import { openGround } from "@/lib/server/ground";
import { turnPortsOf } from "@/lib/server/turn-ports";

/**
 * The models of the environment and of the data folder, as a turn reaches them. Turns that a server runs over the same
 * folder are left alone. Throws an Error people can act on.
 */
export async function openModels(variables: Readonly<Record<string, string | undefined>>, model: string) {
  const ground = openGround(variables);
  const { models, catalog, providers } = connectModels(ground);
  // So that prices and contexts are known from the first call on.
  await catalog.settled();
  const close = () => ground.db.$client.close();
  const ids = providers.list().map(({ id }) => id);
  try {
    models.resolve(model);
  } catch (error) {
    close();
    const connected = `Connected: ${ids.join(", ") || "none"}.`;
    throw new Error(`${error instanceof Error ? error.message : String(error)} ${connected}`, { cause: error });
  }
  return { ports: turnPortsOf(ground, { models, catalog }), close };
}
