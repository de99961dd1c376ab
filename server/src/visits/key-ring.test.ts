import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { seal, unseal } from "../db/index.ts";
import { KeyRing } from "./key-ring.ts";

const HOUR = 3_600_000;
const folders: string[] = [];
function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), "keys-"));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

it("opens what it sealed, also after a restart", () => {
  const folder = fresh();
  const { key, hour, wrapped } = new KeyRing(folder).newKey(0);
  const sealed = seal(key, "Leila Haddad");
  const again = new KeyRing(folder).unwrap(hour, wrapped);
  expect(again && unseal(again, sealed).toString()).toBe("Leila Haddad");
  expect(sealed.toString("latin1")).not.toContain("Leila");
});

it("shreds the key of an hour that nothing uses, and what it wrapped is gone for good", () => {
  const folder = fresh();
  const ring = new KeyRing(folder);
  const { hour, wrapped } = ring.newKey(0);
  ring.shred(new Set([hour]), 5 * HOUR);
  expect(ring.unwrap(hour, wrapped)).not.toBeNull();
  ring.shred(new Set(), 5 * HOUR);
  expect(ring.unwrap(hour, wrapped)).toBeNull();
  expect(readdirSync(join(folder, "keys"))).toEqual(["name-marks"]);
});

it("keeps the key of the present hour, and of the one before while what was sealed in it may not be committed yet", () => {
  const ring = new KeyRing(fresh());
  const { hour, wrapped } = ring.newKey(6 * HOUR - 1);
  ring.shred(new Set(), 6 * HOUR - 1);
  ring.shred(new Set(), 6 * HOUR + HOUR / 20);
  expect(ring.unwrap(hour, wrapped)).not.toBeNull();
});

it("refuses a sealed text that was changed", () => {
  const { key } = new KeyRing(fresh()).newKey(0);
  const sealed = seal(key, "text");
  sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
  expect(() => unseal(key, sealed)).toThrow();
});

it("marks equal names alike in one clinic only", () => {
  const ring = new KeyRing(fresh());
  expect(ring.nameMark("heart", "ANA LIND").equals(ring.nameMark("heart", "ana lind"))).toBe(true);
  expect(ring.nameMark("heart", "ana lind").equals(ring.nameMark("kidney", "ana lind"))).toBe(false);
});
