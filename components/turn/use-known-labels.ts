"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ModelLabels } from "@/components/conversation/model-label";
import { modelsQuery } from "@/lib/client/queries";

/** The labels a page came with, and those of the catalogue once a picker has loaded it: a new judge has a name at once. */
export function useKnownLabels(stored: ModelLabels): ModelLabels {
  const catalog = useQuery({ ...modelsQuery, enabled: false }).data;
  return useMemo(() => {
    const listed = catalog?.providers.flatMap(({ models }) => models) ?? [];
    return listed.length === 0
      ? stored
      : { ...Object.fromEntries(listed.map(({ name, label }) => [name, label])), ...stored };
  }, [catalog, stored]);
}
