/**
 * Lets the process go on when nobody takes its output any more (a closed terminal, a pipe whose reader has ended). Otherwise
 * each line would be an uncaught error, and the line that tells of it the next one, without an end.
 */
export function outliveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
