import { type Failure, failure } from "@/lib/core/failure";

/** What SQLite's codes mean to people; the longest prefix counts. */
const words: Readonly<Record<string, string>> = {
  SQLITE_FULL: "The disk of the data folder is full.",
  SQLITE_READONLY: "The database cannot be written: the file or its folder is read-only.",
  SQLITE_PERM: "The database cannot be written: the file or its folder is read-only.",
  SQLITE_CANTOPEN: "The database file cannot be opened.",
  SQLITE_BUSY: "Another program has locked the database.",
  SQLITE_LOCKED: "Another program has locked the database.",
  SQLITE_IOERR: "The disk of the data folder does not work.",
  SQLITE_CORRUPT: "The database file is damaged.",
  SQLITE_NOTADB: "The database file is damaged.",
};

/** The failure of a thing that could not be stored or read; null = the database is not the reason. */
export function storageFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  if (!("code" in error) || typeof error.code !== "string") return storageFailure(error.cause);
  const { code } = error;
  const known = Object.keys(words).find((prefix) => code === prefix || code.startsWith(`${prefix}_`));
  if (!known) return null;
  return failure("storage_failed", words[known] ?? "", known === "SQLITE_FULL" ? 507 : 503);
}
