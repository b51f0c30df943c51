import { test } from "@playwright/test";
import type { Boundary } from "./boundaries";
import { type CrashWorld, openCrashWorld } from "./crash-world";

/** A test of each boundary, all on one data folder: the server that comes back after a kill is the one that is killed next. */
export function testCrashes(boundaries: readonly Boundary[]): void {
  test.describe.configure({ mode: "serial" });
  let world: CrashWorld;

  test.beforeAll(async () => {
    world = await openCrashWorld();
  });

  test.afterAll(() => world.close());

  for (const boundary of boundaries) {
    test(`a turn that is killed ${boundary.name} loses nothing and buys nothing again`, () => boundary.check(world));
  }
}
