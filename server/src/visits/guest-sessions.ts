import { createHash, randomBytes } from "node:crypto";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Database, Transaction } from "../db/index.ts";

/** A guest keeps the cookie as long as a long clinic day; it dies with the seat in any case. */
export const GUEST_COOKIE_SECONDS = 86_400;

/** 256 random bits; only the hash is stored. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export async function createGuestSession(
  transaction: Transaction,
  hash: Buffer,
  session: { organisationId: Id; seatId: Id; visitId: Id; isCaller: boolean; now: number },
): Promise<void> {
  await transaction.query({
    name: "create-guest-session",
    text: "insert into tenant.guest_session (token_hash, organisation_id, id, seat_id, visit_id, is_caller, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
    values: [hash, session.organisationId, uuidv7(), session.seatId, session.visitId, session.isCaller, session.now],
  });
}

export type GuestSession = { id: Id; organisationId: Id; seatId: Id; visitId: Id; isCaller: boolean; seatLive: boolean };

/** Whose cookie this is; null for a token that nobody was given. A dead seat is told, so that its page can say goodbye. */
export async function findGuestSession(database: Database, token: string): Promise<GuestSession | null> {
  const [row] = await database.query<{ id: Id; organisation_id: Id; seat_id: Id; visit_id: Id; is_caller: boolean; seat_live: boolean }>(
    "select * from tenant.guest_by_token($1)",
    [hashOf(token)],
  );
  return row ? { id: row.id, organisationId: row.organisation_id, seatId: row.seat_id, visitId: row.visit_id, isCaller: row.is_caller, seatLive: row.seat_live } : null;
}
