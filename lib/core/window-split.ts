/**
 * Items in groups that are compared together: of three at most where `fits` says so of each, else in pairs; an odd one forms a
 * pair with the one before it, which is then in two.
 */
export function splitInWindows<Item>(items: readonly Item[], fits: (group: readonly Item[]) => boolean): Item[][] {
  const triples = balanced(items, Math.ceil(items.length / 3));
  if (triples.length > 1 && triples.every(fits)) return triples;
  return items.flatMap((_item, at) => {
    if (at % 2 === 1) return [];
    const start = Math.min(at, items.length - 2);
    return [items.slice(start, start + 2)];
  });
}

/** So many groups in order, the first ones larger by one where it does not come out even. */
function balanced<Item>(items: readonly Item[], count: number): Item[][] {
  const groups: Item[][] = [];
  for (let at = 0; groups.length < count; ) {
    const size = Math.ceil((items.length - at) / (count - groups.length));
    groups.push(items.slice(at, at + size));
    at += size;
  }
  return groups;
}
