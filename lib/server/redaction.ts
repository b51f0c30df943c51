import { redact } from "@/lib/models/redact";

export type Redaction = {
  /** The text without any known secret, in any spelling, and without anything that looks like a key. */
  clean: (text: string) => string;
  /**
   * Names where secrets come from; asked anew each time, because keys are added and removed while Parley runs. When it
   * throws (the database may be what is broken) those it gave last are used.
   */
  know: (secrets: () => readonly (string | null)[]) => void;
};

/** What takes secrets out of everything that leaves for a log or a report: by value, and by how keys look. */
export function createRedaction(): Redaction {
  const sources: (() => readonly (string | null)[])[] = [];
  return {
    clean(text) {
      const secrets = sources.flatMap((source) => source());
      return secrets.reduce<string>((words, secret) => redact(words, secret), redact(text, null));
    },
    know: (secrets) => void sources.push(steady(secrets)),
  };
}

function steady<Value>(read: () => readonly Value[]): () => readonly Value[] {
  let last: readonly Value[] = [];
  return () => {
    try {
      last = read();
    } catch {
      // A log line about a broken database must not need the database.
    }
    return last;
  };
}
