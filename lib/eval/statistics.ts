/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/** The Wilson score interval of a share, 95 % (Wilson 1927); null when nothing was counted. */
export function wilsonInterval(hits: number, of: number): [low: number, high: number] | null {
  if (of === 0) return null;
  const share = hits / of;
  const scale = 1 + z ** 2 / of;
  const centre = (share + z ** 2 / (2 * of)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}

export function meanOf(samples: readonly number[]): number | null {
  return samples.length === 0 ? null : samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** How much two lists share: pairs over pairs and singles, each item paired once; null when both are empty. */
export function jaccard<Item>(
  ours: readonly Item[],
  theirs: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): number | null {
  const pairs = pairsOf(ours, theirs, isSame).length;
  const all = ours.length + theirs.length - pairs;
  return all === 0 ? null : pairs / all;
}

/** The items of two lists that are the same, each used once, in the order of the first list. */
export function pairsOf<Item>(
  ours: readonly Item[],
  theirs: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): [Item, Item][] {
  const left = [...theirs];
  return ours.flatMap((item): [Item, Item][] => {
    const at = left.findIndex((other) => isSame(item, other));
    const [other] = at < 0 ? [] : left.splice(at, 1);
    return other === undefined ? [] : [[item, other]];
  });
}
