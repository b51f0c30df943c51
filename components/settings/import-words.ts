import { countOf, listOf } from "@/components/words/counts";
import type { ImportReport } from "@/lib/core/transfer";

/** What became of a file that was imported, in words. */
export function importWords({ imported, copied, present, turns, panels, settings, providers }: ImportReport): string {
  const came = [
    ...(imported > 0 ? [`${countOf(imported, "conversation")} with ${countOf(turns, "turn")}`] : []),
    ...(panels > 0 ? [countOf(panels, "panel")] : []),
    ...(settings ? ["the appearance"] : []),
  ];
  const copies = copied === 1 ? "One of them is a copy" : `${copied} of them are copies`;
  return [
    came.length > 0 ? `Imported: ${listOf(came)}.` : "Nothing new was in this file.",
    ...(copied > 0 ? [`${copies} beside what was here already.`] : []),
    ...(present > 0
      ? [`${countOf(present, "conversation")} of the file ${present === 1 ? "was" : "were"} here already.`]
      : []),
    ...(providers.length > 0 ? [`Connect again, keys are in no file: ${listOf(providers)}.`] : []),
  ].join(" ");
}
