import { countOf } from "@/components/words/counts";

/** With fewer quotes one more or less would change the rate by more than three points. */
const fewestQuotes = 30;

/** "3 of 210 quotes not in the answer, 1.4 %"; with few quotes that they are too few. */
export function quoteRateWords({
  quotesChecked,
  quotesFailed,
}: {
  quotesChecked: number;
  quotesFailed: number;
}): string {
  if (quotesChecked === 0) return "No quotes checked yet";
  const found = `${quotesFailed.toLocaleString("en-US")} of ${countOf(quotesChecked, "quote")} not in the answer`;
  if (quotesChecked < fewestQuotes) return `${found}, too few to tell`;
  return `${found}, ${percent(quotesFailed / quotesChecked)}`;
}

/** One decimal below 10 %; a rate that is not nothing is never shown as 0 %. */
function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return "less than 0.1 %";
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} %`;
}
