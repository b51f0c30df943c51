import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { localBin, root } from "./support/local-commands";

/** Who may import whom. A rule that nobody has seen fail is a comment, so every forbidden import is planted here. */
const mayImport: Record<string, readonly string[]> = {
  "lib/core": [],
  "lib/models": ["lib/core"],
  "lib/tools": ["lib/core"],
  "lib/server": ["lib/core", "lib/models", "lib/tools", "db"],
  "lib/client": ["lib/core"],
  "lib/eval": ["lib/core", "lib/server"],
  db: ["lib/core"],
  components: ["lib/core", "lib/client"],
  app: ["components", "lib/core", "lib/client", "lib/server"],
  e2e: ["lib/core"],
};

const packages: readonly { name: string; forbiddenIn: readonly string[]; allowedIn: readonly string[] }[] = [
  { name: "jsonrepair", forbiddenIn: [], allowedIn: ["lib/core"] },
  { name: "zod", forbiddenIn: [], allowedIn: ["lib/core", "lib/server", "db"] },
  {
    name: "openai",
    forbiddenIn: ["lib/core", "db", "lib/tools", "lib/client", "lib/eval", "components", "app"],
    allowedIn: ["lib/models", "e2e"],
  },
  { name: "undici", forbiddenIn: ["lib/core", "db", "lib/client", "components", "app"], allowedIn: ["lib/models"] },
  {
    name: "better-sqlite3",
    forbiddenIn: ["lib/core", "lib/models", "lib/tools", "lib/client", "lib/eval", "components", "app"],
    allowedIn: ["db"],
  },
  {
    name: "drizzle-orm",
    forbiddenIn: ["lib/core", "lib/models", "lib/tools", "lib/client", "lib/eval", "components", "app"],
    allowedIn: ["db"],
  },
  {
    name: "react",
    forbiddenIn: ["lib/core", "lib/models", "lib/tools", "lib/server", "lib/eval", "db"],
    allowedIn: ["components", "lib/client"],
  },
  { name: "next/server", forbiddenIn: ["lib/core", "lib/models", "lib/tools", "db", "e2e"], allowedIn: ["app"] },
  { name: "node:fs", forbiddenIn: ["lib/core", "lib/client", "components"], allowedIn: ["lib/server", "db", "e2e"] },
];

const forms: Record<string, (target: string) => string> = {
  import: (target) => `import { thing } from "${target}";\n\nexport const used = thing;\n`,
  type: (target) => `import type { Thing } from "${target}";\n\nexport type Used = Thing;\n`,
  "re-export": (target) => `export { thing } from "${target}";\n`,
  dynamic: (target) => `export const load = async () => await import("${target}");\n`,
};

type Plant = { file: string; what: string; source: string; allowed: boolean };

const folders = Object.keys(mayImport);
const plants: Plant[] = [
  ...folderPlants(),
  ...relativePlants(),
  ...packagePlants(),
  ...ownFolderPlants(),
  ...rootPlants(),
];
const copy = mkdtempSync(join(tmpdir(), "parley-imports-"));
let refused: ReadonlySet<string>;

beforeAll(() => {
  copyFileSync(join(root, ".oxlintrc.json"), join(copy, ".oxlintrc.json"));
  for (const { file, source } of plants) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), source);
  }
  refused = lint();
}, 30_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("import directions", () => {
  it("covers every pair of folders", () => {
    const pairs = folders.flatMap((from) => folders.filter((to) => to !== from));
    expect(pairs).toHaveLength(90);
    expect(Object.values(mayImport).flat()).toHaveLength(17);
  });

  it.each(folders)("refuses every forbidden import in %s", (folder) => {
    const missed = plantsIn(folder).filter((plant) => !plant.allowed && !refused.has(plant.file));
    expect(missed.map((plant) => plant.what)).toEqual([]);
  });

  it("counts the root files of Next as app", () => {
    expect([...refused]).toEqual(expect.arrayContaining(rootPlants().map((plant) => plant.file)));
  });

  it.each(folders)("accepts every allowed import in %s", (folder) => {
    const wronged = plantsIn(folder).filter((plant) => plant.allowed && refused.has(plant.file));
    expect(wronged.map((plant) => plant.what)).toEqual([]);
  });
});

function folderPlants(): Plant[] {
  return folders.flatMap((from) =>
    folders
      .filter((to) => to !== from)
      .flatMap((to) => plantInEveryForm(from, `@/${to}/thing`, mayImport[from]?.includes(to) === true)),
  );
}

/** A relative path out of the own folder is refused even where the alias is allowed. */
function relativePlants(): Plant[] {
  return folders.flatMap((from) => [
    ...folders
      .filter((to) => to !== from)
      .flatMap((to) => plantInEveryForm(from, `${relative(from, to)}/thing`, false)),
    ...plantInEveryForm(`${from}/nested`, "../thing", false),
  ]);
}

function packagePlants(): Plant[] {
  return packages.flatMap(({ name, forbiddenIn, allowedIn }) => [
    ...forbiddenIn.flatMap((from) => plantInEveryForm(from, name, false)),
    ...allowedIn.flatMap((from) => plantInEveryForm(from, name, true)),
  ]);
}

function ownFolderPlants(): Plant[] {
  return folders.flatMap((from) => plantInEveryForm(from, "./thing", true));
}

function rootPlants(): Plant[] {
  return ["proxy.ts", "instrumentation.ts"].map((file) => ({
    file,
    what: `import of @/db/thing in ${file}`,
    source: 'export { thing } from "@/db/thing";\n',
    allowed: false,
  }));
}

function plantInEveryForm(from: string, target: string, allowed: boolean): Plant[] {
  const name = target.replaceAll("..", "up").replaceAll(/[^a-z0-9]+/g, "-");
  return Object.entries(forms).map(([form, source]) => ({
    file: `${from}/plant-${name}-${form}.ts`,
    what: `${form} of ${target} in ${from}`,
    source: source(target),
    allowed,
  }));
}

function plantsIn(folder: string): Plant[] {
  return plants.filter((plant) => plant.file.startsWith(`${folder}/`));
}

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })) });

/** The planted files in which the project's own rules refuse an import. */
function lint(): ReadonlySet<string> {
  const args = [localBin("oxlint"), "--config", ".oxlintrc.json", "--format", "json", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const { diagnostics } = Report.parse(JSON.parse(stdout));
  const restricted = diagnostics.filter(({ code }) => code?.includes("no-restricted-imports"));
  return new Set(restricted.map(({ filename }) => relative(copy, join(copy, filename))));
}
