/** A version such as 1.12.3 as one whole number that grows with it; parts go up to 999. */
export function numberOfVersion(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/, 3).map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

/** The version behind such a number; null = none was stored. */
export function versionOfNumber(number: number): string | null {
  if (number === 0) return null;
  return [Math.floor(number / 1_000_000), Math.floor(number / 1000) % 1000, number % 1000].join(".");
}
