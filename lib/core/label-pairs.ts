import type { ProgramLabels } from "./program-labels";

/** The labels as pairs of name and value, in the order people look for them; empty = it sent none. */
export function labelPairs({ metadata, user, session }: ProgramLabels): [name: string, value: string][] {
  return [
    ...Object.entries(metadata),
    ...(user === null ? [] : ([["user", user]] satisfies [string, string][])),
    ...(session === null ? [] : ([["session", session]] satisfies [string, string][])),
  ];
}
