import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../db/index.ts";
import type { Gathering } from "./gather.ts";

export type Text = {
  organisationId: Id;
  /** With the country's code, such as +61412555010. */
  to: string;
  /** `{link}` and `{code}` stand for the secrets. */
  text: string;
  language: string;
  /** Whose it is: it is destroyed with the details of that visit. */
  visitId?: Id;
  /** What opens a door, and is taken out once the text is sent or too old. */
  secrets?: { link?: string; code?: string };
  usefulMinutes?: number;
  gathering?: Gathering;
  /** What the one that stands for it and others is made of. */
  facts?: Readonly<Record<string, string>>;
};

/** A link to a clinic that comes half a day late is of no use. Minutes. */
const USEFUL_MINUTES = 12 * 60;

/** Puts a text message into the outbox in the transaction of what it belongs to. */
export async function queueText(
  transaction: Transaction,
  { organisationId, to, text, language, visitId, secrets, usefulMinutes = USEFUL_MINUTES, gathering, facts }: Text,
): Promise<void> {
  await transaction.query({
    name: "queue-text",
    text: `insert into jobs.outbox (id, organisation_id, kind, recipient, template, language, values, visit_id, useful_until, about, due_at)
           values ($1, $2, 'text', $3, 'text', $4, $5, $6, now() + make_interval(mins => $7), $8, coalesce($9::timestamptz, now()))`,
    values: [
      uuidv7(),
      organisationId,
      to,
      language,
      JSON.stringify({ ...facts, text, ...secrets }),
      visitId ?? null,
      usefulMinutes,
      gathering?.about ?? null,
      gathering?.sendAt ?? null,
    ],
  });
}

/** What may be known of a number to whoever does not send to it. */
export function endOfNumber(number: string): string {
  return `…${number.slice(-3)}`;
}

/** The clinic’s link, where the text has one that is no secret. */
export function linkIn(text: string): string {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? "";
}

type TextValues = Readonly<Record<string, string>>;

/** As it is sent. */
export function wordsOfText({ text = "", link, code }: TextValues): string {
  return text.replace("{link}", link ?? "…").replace("{code}", code ?? "…");
}

/** What it opened is taken out: without that it says nothing. */
export function hasLostItsSecret({ text = "", link, code }: TextValues): boolean {
  return (text.includes("{link}") && !link) || (text.includes("{code}") && !code);
}
