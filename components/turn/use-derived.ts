"use client";

import { replaceEqualDeep } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTurn } from "@/lib/client/use-turn";
import type { TurnState } from "@/lib/core/turn";

/**
 * Something made from a turn, plain data only. The component renders again only when the made thing differs, however
 * often the turn changes. Keep `derive` the same function from render to render.
 */
export function useDerived<Made>(turnId: string, derive: (turn: TurnState) => Made): Made | undefined {
  const select = useMemo(() => keepEqual(derive), [derive]);
  return useTurn(turnId, select);
}

function keepEqual<Made>(derive: (turn: TurnState) => Made): (turn: TurnState) => Made {
  let last: Made | undefined;
  return (turn) => {
    last = replaceEqualDeep(last, derive(turn));
    return last;
  };
}
