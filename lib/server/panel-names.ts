import { nameKeyOf } from "@/db/panels";
import { uniqueSlug } from "./slug";

const maxNameLength = 80;

type Named = { panelId: string; name: string; slug: string };

/** The panel that already has this name, other than `panelId` itself. */
export function sameNamed<Panel extends Named>(panels: readonly Panel[], name: string, panelId?: string) {
  const key = nameKeyOf(name);
  return panels.find((panel) => panel.panelId !== panelId && nameKeyOf(panel.name) === key);
}

/** The name itself, or with the first free number behind it: "Budget 2". */
export function freeName(panels: readonly Named[], name: string): string {
  if (!sameNamed(panels, name)) return name;
  for (let count = 2; ; count++) {
    const numbered = withSuffix(name, ` ${count}`);
    if (!sameNamed(panels, numbered)) return numbered;
  }
}

/** What a duplicate is called: "Budget copy", then "Budget copy 2". A copy of a copy gets the next number. */
export function copyName(panels: readonly Named[], name: string): string {
  return freeName(panels, withSuffix(name.replace(/ copy( \d+)?$/, ""), " copy"));
}

/** A slug that no other panel has. */
export function freeSlug(panels: readonly Named[], name: string, panelId?: string): string {
  return uniqueSlug(name, "panel", (slug) => panels.some((panel) => panel.panelId !== panelId && panel.slug === slug));
}

function withSuffix(name: string, suffix: string): string {
  return `${name.slice(0, maxNameLength - suffix.length).trimEnd()}${suffix}`;
}
