const fence = /^ {0,3}(?:`{3,}|~{3,})/;
/** What hides marks from the reading below: closed code, escapes, closed formulas and closed links. */
const finished = /`[^`\n]*`|\\.|\$\$[^$]*\$\$|\$(?=[^\s$])[^$\n]*[^\s$]\$(?!\d)|\[[^\]\n]*\]\([^)\n]*\)/g;

/**
 * A block that is still being written, as it will most likely look when it is whole: open emphasis and code are closed,
 * and a formula or an address that is only half there is held back. Nothing before the open end moves.
 */
export function mendTail(block: string): string {
  if (fence.test(block)) return block;
  const start = block.lastIndexOf("\n\n") + 1;
  const tail = block.slice(start);
  const open = tail.replace(finished, (found) => "x".repeat(found.length));
  const kept = tail.slice(0, cutAt(open)).trimEnd();
  return block.slice(0, start) + kept + closersOf(open.slice(0, kept.length));
}

/** Where half a formula, half an address or a mark without a word yet begins; else the end. */
function cutAt(open: string): number {
  const address = /\[[^\]\n]*\]\([^)\n]*$/.exec(open)?.index;
  const formula = /\$\$[^$]*\$?$|(?<![\w$])\$(?=[^\s\d$])[^$\n]*$|(?<=\w)\$(?=[_^\\{])[^$\n]*$|\$$/.exec(open)?.index;
  const bare = /(?:\*{1,3}|_{1,3}|`|~~)$/.exec(open)?.index;
  return Math.min(
    address ?? open.length,
    formula ?? open.length,
    bare !== undefined && isOpening(open, bare) ? bare : open.length,
  );
}

/** A mark at the very end opens something only after a space; after a word it closes. */
function isOpening(open: string, at: number): boolean {
  return at === 0 || /[\s(]/.test(open.charAt(at - 1));
}

function closersOf(open: string): string {
  if (count(open, /`/g) % 2 === 1) return "`";
  const strong = count(open, /\*\*/g) % 2 === 1 ? "**" : "";
  const single = open.replaceAll("**", "").replace(/(?<=^|\n)[ \t]*\* /g, "");
  const emphasis = count(single, /(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*/g) % 2 === 1 ? "*" : "";
  return emphasis + strong;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
