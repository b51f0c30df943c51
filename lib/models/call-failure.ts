import { type Failure, FailureError } from "@/lib/core/failure";

/** A call that failed before any content came, for a cause that may pass: it may be sent once more. */
export class PassingFailure extends FailureError {
  /** How long the provider wants to be left alone, in milliseconds; null = it did not say. */
  readonly retryAfterMs: number | null;

  constructor(failure: Failure, retryAfterMs: number | null) {
    super(failure);
    this.retryAfterMs = retryAfterMs;
  }
}
