import { z } from "zod";
import type { Id, Instant } from "../../visit/index.ts";
import { command, noBody, query, search } from "./endpoint.ts";

const STATES = ["waiting", "sent", "failed"] as const;
export type OutboxState = (typeof STATES)[number];

const outboxSearch = z.strictObject({
  words: z.string().max(100).default(""),
  state: z.enum(STATES).optional(),
  /** The last message that is known; they go from new to old. */
  after: z.uuid().optional(),
});

/** A message in the outbox. What lets somebody into an account stands in `OutboxMessage` only. */
export type OutboxLine = {
  id: Id;
  kind: "mail" | "text";
  to: string;
  subject: string;
  state: OutboxState;
  createdAt: Instant;
  sentAt: Instant | null;
  attempts: number;
  problem: string | null;
};
export type OutboxMessage = OutboxLine & {
  text: string;
  /** Null once it was sent: the link belongs to its reader alone. */
  link: string | null;
};
/** `sends`: a mail server is set up; without one messages stay here to be read. */
export type OutboxPage = { messages: readonly OutboxLine[]; more: boolean; sends: boolean };

/** What the product has sent, or would have. */
export const outboxContract = {
  "GET /api/platform/outbox": search<OutboxPage>()("member", "Messages of the last thirty days, from new to old", outboxSearch),
  "GET /api/platform/outbox/{messageId}": query<OutboxMessage>("member", "One message with its text; that it was read goes to the audit log"),
  "POST /api/platform/outbox/{messageId}/retry": command("member", "Try again to send a message that failed", noBody),
} as const;
