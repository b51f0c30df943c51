/** Fewer samples say nothing: a process grows while it warms up, whatever it does. */
const fewest = 12;

export type MemorySample = { at: number; megabytes: number; pid: number };

/** The slope of the straight line through the samples, in megabytes a minute, without the first quarter; null = too few. */
export function growthOf(samples: readonly MemorySample[]): number | null {
  const settled = samples.slice(Math.ceil(samples.length / 4));
  if (settled.length < fewest) return null;
  const mean = (of: (sample: MemorySample) => number) =>
    settled.reduce((sum, sample) => sum + of(sample), 0) / settled.length;
  const minutes = ({ at }: MemorySample) => at / 60_000;
  const [x, y] = [mean(minutes), mean(({ megabytes }) => megabytes)];
  const above = settled.reduce((sum, sample) => sum + (minutes(sample) - x) * (sample.megabytes - y), 0);
  const below = settled.reduce((sum, sample) => sum + (minutes(sample) - x) ** 2, 0);
  return below === 0 ? null : above / below;
}
