import type { FailureCode } from "./failure";

const remedies: Partial<Record<FailureCode, string>> = {
  length: "Raise the output limit of this panelist, or ask for a shorter answer.",
  timeout: "Retry, or use a faster model.",
  connection_lost: "Retry this panelist; the text so far is kept.",
  incomplete: "Retry this panelist; the text so far is kept.",
  upstream_error: "Retry, or use another model.",
  too_large: "Ask for a shorter answer.",
  rate_limited: "Wait a moment and retry, or use another provider.",
  insufficient_credits: "Add credits at the provider, or use another provider.",
  not_authorized: "Check the key of this provider in Settings.",
  bad_request: "Check the parameters of this panelist, or use another model.",
  context_length: "Shorten the question, or use a model with a longer context.",
  unreachable: "Check that the server is running and its address in Settings.",
  interrupted: "Retry; what was written before is kept.",
  refused: "Rephrase the question, or use another model.",
  empty: "Retry, or raise the output limit if the model spent it on reasoning.",
  unknown_model: "Choose another model for this seat.",
  provider_not_allowed: "Allow the provider in the panel's data policy, or choose another model.",
  spending_cap: "Raise the spending cap of the panel, then retry.",
  wrong_format: "Retry, use another model, or ask for a simpler form.",
  judge_not_valid_json: "Judge again, or choose another judge.",
  judge_schema_mismatch: "Judge again, or choose another judge.",
  judge_upstream_error: "Judge again, or choose another judge.",
  judge_empty_completion: "Judge again, or choose another judge.",
  storage_failed: "Make the data folder writable again, with room on its disk, then continue.",
  all_panels_failed: "Each pane says why. Retry the panelists, or use another panel.",
};

/** What a person can do about a failure, as one sentence; empty when nothing helps. */
export function remedyFor(code: FailureCode): string {
  return remedies[code] ?? "";
}
