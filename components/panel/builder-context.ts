"use client";
import { createContext, type Dispatch, useContext } from "react";
import type { ModelCatalog } from "@/lib/core/api-providers";
import type { Draft } from "./draft";
import type { DraftAction } from "./draft-reducer";
import type { FamilyNote } from "./families";

/** What every part of the builder sees. */
export type Builder = {
  draft: Draft;
  change: Dispatch<DraftAction>;
  /** undefined until the catalogue is there. */
  catalog: ModelCatalog | undefined;
  families: FamilyNote;
  /** The sentence that belongs to a field, by the server's path; undefined when there is none. */
  problemAt: (path: string) => string | undefined;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("This part belongs inside the panel builder.");
  return builder;
}
