"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { type PointFilter, pointFilters } from "./view/matrix";

/** The filter of one turn's points, kept in the address. Turns are counted from 0. */
export function usePointFilter(turnIndex: number): [PointFilter, (filter: PointFilter) => void] {
  const search = useSearchParams();
  const path = usePathname();
  const name = turnIndex === 0 ? "points" : `points${turnIndex + 1}`;
  const filter = pointFilters.find((known) => known === search.get(name)) ?? "all";

  const choose = useCallback(
    (next: PointFilter) => {
      const changed = new URLSearchParams(window.location.search);
      if (next === "all") changed.delete(name);
      else changed.set(name, next);
      const query = changed.size > 0 ? `?${changed}` : "";
      window.history.replaceState(null, "", `${path}${query}`);
    },
    [name, path],
  );

  return [filter, choose];
}
