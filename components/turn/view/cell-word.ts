import type { Cell } from "./matrix";
import { stanceWords } from "./point-words";

/** What a cell of the disagreement view says in one word. */
export function cellWord(cell: Cell): string {
  switch (cell.type) {
    case "stance":
      return stanceWords[cell.stance];
    case "unverified":
      return "Unverified";
    case "silent":
      return "Silent";
    case "absent":
      return cell.word;
  }
}
