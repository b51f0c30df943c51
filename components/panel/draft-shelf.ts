import type { Draft } from "./draft";

/** Drafts whose page was left with unsaved changes, so that coming back finds them; gone when the tab closes. */
const shelf = new Map<string, Draft>();

/** What was left on a page; null takes it off the shelf. */
export function shelveDraft(page: string, draft: Draft | null): void {
  if (draft) shelf.set(page, draft);
  else shelf.delete(page);
}

export function shelvedDraft(page: string): Draft | undefined {
  return shelf.get(page);
}
