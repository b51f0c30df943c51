/** Long work that a generator cuts into steps. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all steps at once. */
export function finishSteps<Result>(work: Steps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does one step after the other; whatever else the process has to do comes between two of them. */
export async function takeSteps<Result>(work: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
