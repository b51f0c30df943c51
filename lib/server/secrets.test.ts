import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSecrets, openMasterKey } from "./secrets";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const owner = { providerId: "openrouter", origin: "https://openrouter.ai" };
const secret = "test-key-marked-key";

test("the key file is made once, for its owner only", () => {
  const first = openMasterKey(folder);
  expect(first).toHaveLength(32);
  expect(openMasterKey(folder)).toEqual(first);
  expect(statSync(join(folder, "keys", "master.key")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "keys")).mode & 0o777).toBe(0o700);
});

test("a damaged key file is reported, not replaced", () => {
  openMasterKey(folder);
  const file = join(folder, "keys", "master.key");
  writeFileSync(file, "short");
  expect(() => openMasterKey(folder)).toThrow(/damaged/);
  expect(readFileSync(file, "utf8")).toBe("short");
});

test("a sealed secret opens for its owner, and never seals to the same text twice", () => {
  const secrets = createSecrets(openMasterKey(folder));
  const sealed = secrets.seal(secret, owner);
  expect(secrets.open(sealed, owner)).toBe(secret);
  expect(secrets.seal(secret, owner)).not.toBe(sealed);
  expect(sealed).not.toContain(secret);
});

test("a sealed secret does not open for another provider, another origin or another key", () => {
  const secrets = createSecrets(openMasterKey(folder));
  const sealed = secrets.seal(secret, owner);
  expect(secrets.open(sealed, { ...owner, providerId: "openai" })).toBeNull();
  expect(secrets.open(sealed, { ...owner, origin: "https://openrouter.ai:444" })).toBeNull();
  expect(createSecrets(Buffer.alloc(32, 1)).open(sealed, owner)).toBeNull();
});

test("a sealed secret with one changed byte does not open", () => {
  const secrets = createSecrets(openMasterKey(folder));
  const [version = "", keyId = "", nonce = "", body = ""] = secrets.seal(secret, owner).split(".");
  const bytes = Buffer.from(body, "base64url");
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(secrets.open([version, keyId, nonce, changed.toString("base64url")].join("."), owner)).toBeNull();
  }
  for (const damaged of [
    "",
    "1",
    "1.x.y.z",
    [version, keyId, nonce, ""].join("."),
    [version, keyId, "AA", body].join("."),
  ]) {
    expect(secrets.open(damaged, owner)).toBeNull();
  }
});
