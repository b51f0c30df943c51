import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** What a sealed key belongs to: opened for another provider or another origin it is refused. */
type SealedFor = { providerId: string; origin: string };

/** A key as a database holds it, and what people call its owner. */
export type SealedKey = { label: string; sealed: string; owner: SealedFor };

export type Secrets = {
  /** Encrypts a secret. Two calls never give the same text. */
  seal(secret: string, owner: SealedFor): string;
  /** The secret; null when it was changed, belongs elsewhere or was sealed with another master key. */
  open(sealed: string, owner: SealedFor): string | null;
};

/** Reads `<data folder>/keys/master.key`, made at the first start for its owner's eyes only. Throws when it is damaged. */
export function openMasterKey(dataFolder: string): Buffer {
  const folder = join(dataFolder, "keys");
  const file = join(folder, "master.key");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = Buffer.from(readOrMake(file).trim(), "base64");
  if (key.length === keyBytes) return key;
  throw new Error(
    "The file keys/master.key in the data folder is damaged. Restore it from a backup, or remove it and enter the provider keys again.",
  );
}

/** Seals secrets with AES-256-GCM; the text names the key it was sealed with. */
export function createSecrets(masterKey: Buffer): Secrets {
  const keyId = createHash("sha256").update("key id:").update(masterKey).digest("hex").slice(0, 8);
  return {
    seal(secret, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", masterKey, nonce).setAAD(labelOf(owner));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return ["1", keyId, nonce.toString("base64url"), body.toString("base64url")].join(".");
    },
    open(sealed, owner) {
      const [version, sealedWith, nonce, body, ...rest] = sealed.split(".");
      if (version !== "1" || sealedWith !== keyId || !nonce || !body || rest.length > 0) return null;
      return decrypt(masterKey, Buffer.from(nonce, "base64url"), Buffer.from(body, "base64url"), labelOf(owner));
    },
  };
}

function decrypt(key: Buffer, nonce: Buffer, body: Buffer, label: Buffer): string | null {
  if (nonce.length !== nonceBytes || body.length < tagBytes) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(label);
    decipher.setAuthTag(body.subarray(-tagBytes));
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    // The tag does not fit: somebody changed it, or it belongs to another provider.
    return null;
  }
}

function labelOf({ providerId, origin }: SealedFor): Buffer {
  return Buffer.from(JSON.stringify([providerId, origin]));
}

function readOrMake(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  writeFileSync(file, randomBytes(keyBytes).toString("base64"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8");
}
