/** What takes room in an answer and says nothing new: left out before anything else is (judge.md section 16, step 1). */

const inlineData = /data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=]{64,}/g;
const longRun = /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{60,120}\r?\n){4,}[A-Za-z0-9+/=]*|[A-Za-z0-9+/]{300,}={0,2}/g;
const dataMark = "[... encoded data left out ...]";
const tableMark = "[... table left out: it is the same as one above ...]";
const listMark = "[... list of references left out: all of them stand above or in the source table ...]";

const tableRow = /^[ \t]*\|.*\|[ \t]*$/;
const listHeading =
  /^[ \t]*(?:#{1,6}[ \t]*|\*\*)?(?:references?|sources?|citations?|bibliography|works cited|links|quellen|literatur|références|fuentes|referencias|参考文献|资料来源|出典)[ \t]*:?(?:\*\*)?[ \t]*:?[ \t]*$/i;
const listEntry = /^[ \t]*(?:[-*+•]|\d{1,3}[.)]|\[\^?[\w-]{1,20}\]:?)[ \t]*\S/;
const address = /https?:\/\/[^\s<>()[\]]+|\[S\d{1,3}\]/g;

/** The text without encoded data, tables that stand in it already, and lists of references that are all known; marks show where. */
export function stripBulk(text: string): string {
  const lines = text.replace(inlineData, dataMark).replace(longRun, withoutData).split("\n");
  const kept: string[] = [];
  const tables = new Set<string>();
  for (let at = 0; at < lines.length; ) {
    const table = runOf(lines, at, tableRow);
    const list = listHeading.test(lines[at] ?? "") ? referencesAt(lines, at) : null;
    if (table.length > 1) {
      const key = table.map((row) => row.replace(/\s+/g, "")).join("\n");
      kept.push(...(tables.has(key) ? [tableMark] : table));
      tables.add(key);
      at += table.length;
    } else if (list && isKnown(list.entries, kept.join("\n"))) {
      kept.push(listMark);
      at = list.end;
    } else {
      kept.push(lines[at] ?? "");
      at += 1;
    }
  }
  return kept.join("\n");
}

/** Long words are letters; encoded data mixes small letters, capitals and figures. */
function withoutData(run: string): string {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? dataMark : run;
}

function runOf(lines: readonly string[], from: number, pattern: RegExp): string[] {
  let end = from;
  while (end < lines.length && pattern.test(lines[end] ?? "")) end += 1;
  return lines.slice(from, end);
}

/** The entries below a heading, blank lines between them skipped, and where they end. */
function referencesAt(lines: readonly string[], heading: number): { entries: string[]; end: number } {
  const entries: string[] = [];
  let end = heading + 1;
  for (let at = end; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    if (!listEntry.test(line) || line.length > 400) break;
    entries.push(line);
    end = at + 1;
  }
  return { entries, end };
}

/** Every entry names an address, and each of them stands in the text before or is a row of the source table. */
function isKnown(entries: readonly string[], before: string): boolean {
  if (entries.length < 2) return false;
  return entries.every((entry) => {
    const named = entry.match(address) ?? [];
    return named.length > 0 && named.every((name) => name.startsWith("[S") || before.includes(name));
  });
}
