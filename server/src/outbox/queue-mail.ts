import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../db/index.ts";
import { compose } from "./compose.ts";
import type { Gathering } from "./gather.ts";
import type { Template } from "./mail-texts.ts";

export type Mail = {
  organisationId: Id;
  to: string;
  template: Template;
  /** BCP 47; what the product does not speak is written in English. */
  language: string;
  /** What the template's text names: `link` is where its button leads, `role` a role's name, `expiresAt` an ISO 8601 instant. */
  values: Readonly<Record<string, string>>;
  gathering?: Gathering;
};

/** A link that lives an hour is of no use a day later. Hours. */
const USEFUL_HOURS: Record<Template, number> = {
  membershipInvitation: 48,
  memberAdded: 48,
  passwordReset: 1,
  emailChange: 1,
  emailChanged: 48,
  secondFactorRemoved: 48,
  callerWaits: 1,
  callersWait: 1,
};

/** Puts a mail into the outbox in the transaction of what it tells of, so that nothing is told that did not happen. */
export async function queueMail(transaction: Transaction, mail: Mail): Promise<void> {
  await queueMails(transaction, [mail]);
}

/** Several mails in one statement. */
export async function queueMails(transaction: Transaction, mails: readonly Mail[]): Promise<void> {
  if (!mails.length) return;
  // Composed once here, so that a forgotten value is found by whoever forgot it.
  for (const { template, language, values } of mails) compose(template, language, values);
  const rows = mails.map(({ gathering, ...mail }) => ({ ...mail, ...gathering, id: uuidv7(), usefulHours: USEFUL_HOURS[mail.template] }));
  await transaction.query({
    name: "queue-mails",
    text: `insert into jobs.outbox (id, organisation_id, kind, recipient, template, language, values, useful_until, about, due_at)
           select id, "organisationId", 'mail', "to", template, language, values, now() + make_interval(hours => "usefulHours"), about, coalesce("sendAt", now())
             from jsonb_to_recordset($1) as x(id uuid, "organisationId" uuid, "to" text, template text, language text, values jsonb, "usefulHours" int, about text, "sendAt" timestamptz)`,
    values: [JSON.stringify(rows)],
  });
}
