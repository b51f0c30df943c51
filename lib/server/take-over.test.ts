import { expect, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { beginEpoch, endEpoch, type Owner } from "@/db/instance";
import { mayTakeOver, untilFree } from "./take-over";
import { temporaryFolder } from "./turns-test-kit";

const self = { host: "here", pid: 1 };

/** A clock on which each sleep takes its time at once; `onSleep` does what happens meanwhile. */
function fastClock(onSleep: (now: number) => void = () => {}) {
  let now = 1_000_000;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
    onSleep(now);
  };
  return { now: () => now, sleep };
}

const look = (owner: Partial<Owner>, isAlive: boolean) => {
  const clock = fastClock();
  const whole = { host: "here", pid: 2, heartbeatAt: clock.now() - 100, ...owner };
  return mayTakeOver(whole, { self, clock, isAlive: () => isAlive });
};

test("a data folder is free when nobody has it, its owner is gone, or was silent for ten seconds", () => {
  expect(mayTakeOver(null, { self, clock: fastClock() })).toBe(true);
  expect(look({}, false)).toBe(true);
  expect(look({ pid: 1 }, true)).toBe(true);
  expect(look({ heartbeatAt: 1_000_000 - 10_000 }, true)).toBe(true);
  expect(look({ heartbeatAt: 1_000_000 + 60_000 }, true)).toBe(true);
});

test("a data folder is taken while its owner lives; the pid of another machine says nothing", () => {
  expect(look({}, true)).toBe(false);
  expect(look({ host: "there" }, false)).toBe(false);
  expect(look({ heartbeatAt: 1_000_000 - 9999 }, true)).toBe(false);
});

function ownedFolder(owner: Owner) {
  const folder = temporaryFolder();
  const db = openDatabase(folder);
  return { folder, db, epoch: beginEpoch(db, owner), close: () => closeDatabase(db) };
}

test("a start waits for a silent owner and takes its place, and is refused as soon as the owner shows that it lives", async () => {
  const owner = { host: "there", pid: 77, heartbeatAt: 1_000_000 };
  const { folder, db, epoch, close } = ownedFolder(owner);
  const waits: Owner[] = [];
  const onWait = (seen: Owner) => waits.push(seen);
  const patient = fastClock();
  await untilFree(folder, { self, clock: patient, onWait });
  expect(patient.now()).toBe(1_010_000);
  expect(waits).toEqual([owner]);

  const beating = fastClock((now) => {
    db.$client.prepare("update instance set heartbeat_at = ? where epoch = ?").run(now, epoch);
  });
  await expect(untilFree(folder, { self, clock: beating })).rejects.toThrow(
    "Parley is already running on this data folder: process 77 on the machine there. Stop it first,",
  );
  endEpoch(db, epoch);
  const hurried = fastClock();
  await untilFree(folder, { self, clock: hurried });
  expect(hurried.now()).toBe(1_000_000);
  close();
});

test("a folder without a database is free, and so is one of a Parley that does not sign it", async () => {
  const clock = fastClock();
  await untilFree(temporaryFolder(), { self, clock });
  const { folder, db, close } = ownedFolder({ host: "there", pid: 77, heartbeatAt: 1_000_000 });
  db.$client.exec("alter table instance drop column heartbeat_at");
  close();
  await untilFree(folder, { self, clock });
  expect(clock.now()).toBe(1_000_000);
});
