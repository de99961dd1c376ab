import { createHmac, timingSafeEqual } from "node:crypto";

// Without letters and digits that are taken for each other.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 4;

/**
 * The code of this installation, the same on each of its nodes and after each start, so that the last one printed is not the only one
 * that works. Made of a secret of the data folder, and worth nothing once there is a platform's administrator.
 */
export function setUpCode(secret: string): string {
  const bytes = createHmac("sha256", secret).update("set up this installation").digest();
  const letters = Array.from(bytes.subarray(0, GROUPS * GROUP), (byte) => LETTERS[byte % LETTERS.length]);
  return Array.from({ length: GROUPS }, (_, at) => letters.slice(at * GROUP, (at + 1) * GROUP).join("")).join("-");
}

/** As people type it: capitals and signs between the letters do not count. */
export function isSetUpCode(secret: string, typed: string): boolean {
  const plain = (code: string) => Buffer.from(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const [one, other] = [plain(typed), plain(setUpCode(secret))];
  return one.length === other.length && timingSafeEqual(one, other);
}
