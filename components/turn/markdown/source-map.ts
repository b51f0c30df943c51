/**
 * For every character of parsed text, the place in its markdown source; one more entry for the end.
 * Escapes, entities, quote signs and indentation make the two differ.
 */
export function mapToSource(source: string, value: string): number[] {
  if (source === value) return Array.from({ length: value.length + 1 }, (_, index) => index);
  const places: number[] = [];
  let at = 0;
  for (let index = 0; index < value.length; index++) {
    const entity = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i.exec(source.slice(at, at + 36))?.[0];
    if (entity && !value.startsWith(entity, index)) {
      places.push(at);
      if (isSurrogatePair(value, index)) {
        places.push(at);
        index++;
      }
      at += entity.length;
      continue;
    }
    const found = nextMatch(source, at, value.charAt(index));
    places.push(found);
    at = found + 1;
  }
  places.push(Math.min(at, source.length));
  return places;
}

function nextMatch(source: string, from: number, character: string): number {
  const found = source.indexOf(character, from);
  return found < 0 ? Math.min(from, source.length) : found;
}

function isSurrogatePair(value: string, index: number): boolean {
  return (value.codePointAt(index) ?? 0) > 0xffff;
}
