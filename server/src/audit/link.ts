import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Id } from "@anteroom/core/visit";

export type AuditRow = {
  id: Id;
  at: number;
  by_kind: string;
  by_id: Id | null;
  action: string;
  subject_id: Id | null;
  source: string | null;
  facts: Record<string, unknown>;
};
export const AUDIT_COLUMNS = "id, at, by_kind, by_id, action, subject_id, source, facts";

export type Link = { seq: number; hash: Buffer };
export const FIRST: Link = { seq: 0, hash: Buffer.alloc(32) };

/** The link after `before`: each hash covers the row and the hash before it. */
export function linkAfter(before: Link, { id, at, by_kind, by_id, action, subject_id, source, facts }: AuditRow): Link {
  const seq = before.seq + 1;
  const hash = createHash("sha256")
    .update(before.hash)
    .update(JSON.stringify([seq, id, at, by_kind, by_id, action, subject_id, source, sorted(facts)]))
    .digest();
  return { seq, hash };
}

export function sealOf(key: Buffer, organisationId: Id, { seq, hash }: Link): Buffer {
  return createHmac("sha256", key).update(`${organisationId} ${seq} `).update(hash).digest();
}

export function isSealed(key: Buffer, organisationId: Id, head: Link & { seal: Buffer }): boolean {
  const seal = sealOf(key, organisationId, head);
  return seal.length === head.seal.length && timingSafeEqual(seal, head.seal);
}

/** Keys in one order at every depth: the database keeps an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
