/** Fails the build where a case of a union was forgotten, and the run if one arrives anyway. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
