/** Shown for a conversation that has no title yet. */
export const untitled = "New conversation";
