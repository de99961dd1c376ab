import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../db/index.ts";

/** `to`: with the country's code, such as +61412555010. */
export type Text = { organisationId: Id; to: string; text: string; language: string };

/** A link to a clinic that comes half a day late is of no use. Hours. */
const USEFUL_HOURS = 12;

/** Puts a text message into the outbox in the transaction of what it belongs to. */
export async function queueText(transaction: Transaction, { organisationId, to, text, language }: Text): Promise<void> {
  await transaction.query({
    name: "queue-text",
    text: `insert into jobs.outbox (id, organisation_id, kind, recipient, template, language, values, useful_until)
           values ($1, $2, 'text', $3, 'text', $4, $5, now() + make_interval(hours => $6))`,
    values: [uuidv7(), organisationId, to, language, JSON.stringify({ text }), USEFUL_HOURS],
  });
}

/** What may be known of a number to whoever does not send to it. */
export function endOfNumber(number: string): string {
  return `…${number.slice(-3)}`;
}

/** The clinic's link, which every text has. */
export function linkIn(text: string): string {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? "";
}
