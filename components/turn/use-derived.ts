"use client";

import { replaceEqualDeep } from "@tanstack/react-query";
import { useState } from "react";
import { useTurn } from "@/lib/client/use-turn";
import type { TurnState } from "@/lib/core/turn";

/**
 * Something made from a turn, plain data only. The component renders again only when the made thing differs, however
 * often the turn changes. `derive` is kept from the first render, so it must not close over anything that changes.
 */
export function useDerived<Made>(turnId: string, derive: (turn: TurnState) => Made): Made | undefined {
  const [select] = useState(() => keepEqual(derive));
  return useTurn(turnId, select);
}

function keepEqual<Made>(derive: (turn: TurnState) => Made): (turn: TurnState) => Made {
  let last: Made | undefined;
  return (turn) => {
    last = replaceEqualDeep(last, derive(turn));
    return last;
  };
}
