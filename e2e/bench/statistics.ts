/** The value below which that share of the samples lies, between neighbours interpolated. `share` is 0 to 1. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error("A percentile needs at least one sample.");
  const sorted = samples.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** The spread of the samples as "low to high", with one digit. */
export function spread(samples: readonly number[]): string {
  return `${Math.min(...samples).toFixed(1)} to ${Math.max(...samples).toFixed(1)}`;
}
