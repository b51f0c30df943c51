import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./local-commands";

type Method = (typeof allMethods)[number];

export type Route = {
  /** The address, with `[names]` where ids go. */
  path: string;
  /** The methods it answers; HEAD and OPTIONS come with them. */
  methods: Method[];
  /** Those of them that have a handler of their own; one of a handful that share one, or another route's. */
  handlers: Method[];
};

export const allMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Every route handler of the app folder, so that a new one is tested without being listed anywhere. */
export function findRoutes(): Route[] {
  const files = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => {
      const source = readFileSync(join(root, "app", file), "utf8");
      const path = `/${file.replaceAll("\\", "/").replace(/\/route\.ts$/, "")}`;
      const exported = source.match(/^export .*$/gm) ?? [];
      const methods = methodsIn(exported);
      const own = methodsIn(exported.filter((line) => !line.startsWith("export {")));
      const shared = methods.find((method) => method !== "GET") ?? methods[0];
      return { path, methods, handlers: own.length > 0 || !shared ? own : [shared] };
    });
}

/** The route's address with this text for every id in it. */
export function pathOf({ path }: Route, id: string): string {
  return path.replace(/\[[^\]]+\]/g, () => id);
}

function methodsIn(exported: readonly string[]): Method[] {
  const source = exported.join("\n");
  return allMethods.filter((method) => new RegExp(`\\b${method}\\b`).test(source));
}
