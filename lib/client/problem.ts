import type { Problem } from "@/lib/core/api";

/** What the server refused, as the problem document it sent. `status` 0: it could not be reached. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** The problem inside anything a request may throw. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : "This page could not do that.";
  return makeProblem("unexpected_error", detail, 0);
}

export function makeProblem(code: Problem["code"], detail: string, status: number): Problem {
  return { type: `urn:parley:problem:${code}`, title: detail, status, detail, code };
}
