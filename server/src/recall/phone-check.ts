import { randomInt, timingSafeEqual } from "node:crypto";
import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import { type DetailStore, type Refusal, sealText, unsealText } from "../visits/index.ts";

type Rejected = Refusal["rejection"];

/** Whether texts reach a number: a code is on its way there, and how often it may be typed. Lives sealed beside the details. */
export type PhoneCheck = { to: string; code: string; askedAt: number; expiresAt: number; triesLeft: number; codesLeft: number };

const CODE_MS = 10 * 60_000;
/** A text takes a moment; asking again at once would only bring two. */
const AGAIN_MS = 30_000;
const TRIES = 5;
/** Of one visit. */
const CODES = 5;
const DIGITS = 6;

/** The next code, or why there is none. */
export function nextCheck(before: PhoneCheck | null, to: string, now: number, code = randomInt(10 ** DIGITS)): PhoneCheck | Rejected {
  const codesLeft = (before?.codesLeft ?? CODES) - 1;
  if (codesLeft < 0) return { code: "notAllowed" };
  const again = (before?.askedAt ?? 0) + AGAIN_MS;
  if (again > now) return { code: "slowDown", retryAfterMs: again - now };
  return { to, code: String(code).padStart(DIGITS, "0"), askedAt: now, expiresAt: now + CODE_MS, triesLeft: TRIES, codesLeft };
}

/** `next`: what is kept of it, also when the code was wrong. */
export function judgeCode(check: PhoneCheck | null, typed: string, now: number): { next: PhoneCheck | null; refused: Rejected | null } {
  if (!check || check.triesLeft < 1 || check.expiresAt <= now) return { next: check, refused: { code: "codeOver" } };
  const [mine, theirs] = [Buffer.from(check.code), Buffer.from(typed)];
  if (mine.length === theirs.length && timingSafeEqual(mine, theirs)) return { next: check, refused: null };
  const triesLeft = check.triesLeft - 1;
  return { next: { ...check, triesLeft }, refused: triesLeft ? { code: "wrongCode", triesLeft } : { code: "codeOver" } };
}

type Known = { check: PhoneCheck | null; key: Buffer; phone: string; language: string };

/** Holds it until the end of the transaction, so that tries are counted one after the other. Null once the details are destroyed. */
export async function readCheck(transaction: Transaction, details: DetailStore, visitId: Id): Promise<Known | null> {
  const { rows } = await transaction.query<{ phone_check: string }>("select phone_check from tenant.visit_detail where visit_id = $1 for update", [visitId]);
  const found = (await details.read(transaction, [visitId])).get(visitId);
  if (!rows[0] || !found) return null;
  const { key, phone, language } = found;
  const known = unsealText(key, rows[0].phone_check);
  return { check: known ? (JSON.parse(known) as PhoneCheck) : null, key, phone, language };
}

export async function keepCheck(transaction: Transaction, visitId: Id, key: Buffer, check: PhoneCheck): Promise<void> {
  await transaction.query("update tenant.visit_detail set phone_check = $2 where visit_id = $1", [visitId, sealText(key, JSON.stringify(check))]);
}
