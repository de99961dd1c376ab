import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seal, unseal } from "../db/index.ts";

const HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}$/;

/** By then everything that was sealed in an hour is committed, so that it is seen to use the hour's key. Milliseconds. */
const COMMITTED_MS = 5 * 60_000;

/**
 * Keys of visits and of messages of a team channel, and the hourly keys that wrap them. The hourly keys live in a folder outside the database
 * and its backups; once the last thing of an hour is destroyed its key is shredded, and what a backup still holds of that hour is noise.
 */
export class KeyRing {
  readonly #folder: string;
  readonly #hourly = new Map<string, Buffer>();
  readonly #markKey: Buffer;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "keys");
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#markKey = this.#keyNamed("name-marks");
  }

  /** A new key for one visit or message, and what may be stored of it. */
  newKey(now: number): { key: Buffer; hour: string; wrapped: Buffer } {
    const hour = new Date(now).toISOString().slice(0, 13);
    const key = randomBytes(32);
    return { key, hour, wrapped: seal(this.#keyNamed(hour), key) };
  }

  /** Null when the hour's key is gone: the details are destroyed. */
  unwrap(hour: string, wrapped: Buffer): Buffer | null {
    if (!HOUR.test(hour)) return null;
    if (!this.#hourly.has(hour) && !existsSync(join(this.#folder, hour))) return null;
    return unseal(this.#keyNamed(hour), wrapped);
  }

  /** Equal names in one clinic have equal marks; the mark says nothing else. */
  nameMark(clinicId: string, name: string): Buffer {
    return createHmac("sha256", this.#markKey)
      .update(`${clinicId}\n${name.normalize("NFKC").toLocaleLowerCase("und")}`)
      .digest();
  }

  /** Destroys hourly keys of past hours that nothing stored uses any more. */
  shred(hoursInUse: ReadonlySet<string>, now: number): void {
    const current = new Date(now - COMMITTED_MS).toISOString().slice(0, 13);
    for (const hour of readdirSync(this.#folder)) {
      if (!HOUR.test(hour) || hour >= current || hoursInUse.has(hour)) continue;
      const path = join(this.#folder, hour);
      writeFileSync(path, randomBytes(32));
      rmSync(path);
      this.#hourly.delete(hour);
    }
  }

  #keyNamed(name: string): Buffer {
    const known = this.#hourly.get(name);
    if (known) return known;
    const path = join(this.#folder, name);
    if (!existsSync(path)) {
      // Written beside and renamed, so that another node never reads half a key.
      const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
      writeFileSync(draft, randomBytes(32), { mode: 0o600, flag: "wx" });
      if (existsSync(path)) rmSync(draft);
      else renameSync(draft, path);
    }
    const key = readFileSync(path);
    this.#hourly.set(name, key);
    return key;
  }
}
