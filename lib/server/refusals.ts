import { FailureError, failure } from "@/lib/core/failure";

/** The 404 of every unknown or deleted thing. */
export function notFound(what: string): FailureError {
  return new FailureError(failure("not_found", `There is no such ${what}.`, 404));
}

/** A request that does not fit the state of things now. */
export function conflict(message: string): FailureError {
  return new FailureError(failure("conflict", message, 409));
}

/** While the server stops, nothing new begins. */
export function shuttingDown(): FailureError {
  return new FailureError(failure("shutting_down", "Parley is restarting. Try again in a moment.", 503));
}

/** What is for people who have signed in, or for programs with a token. */
export function signInRequired(): FailureError {
  return new FailureError(failure("sign_in_required", "Sign in with the access password first.", 401));
}
