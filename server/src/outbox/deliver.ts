import type { Database } from "../db/index.ts";
import { compose } from "./compose.ts";
import type { Template } from "./mail-texts.ts";
import { type Mailer, Unsendable } from "./mailer.ts";
import { pauseSeconds } from "./pause.ts";
import { endOfNumber, linkIn, wordsOfText } from "./queue-text.ts";
import type { TextSender } from "./text-sender.ts";

type Due = { id: string; recipient: string; language: string; attempts: number } & (
  | { kind: "mail"; template: Template; values: Record<string, string> }
  | { kind: "text"; values: Record<string, string> }
);
/** Null: what is of this kind stays in the outbox. */
export type Carriers = { mail: Mailer | null; text: TextSender | null };

const AT_ONCE = 10;
const LONGEST_PROBLEM = 300;

/** Sends what is due. Nodes share the work: a message that one is at is not due for the others until two minutes later. */
export async function deliverDue(database: Database, carriers: Carriers): Promise<void> {
  const kinds = (["mail", "text"] as const).filter((kind) => carriers[kind]);
  await database.query("update jobs.outbox set state = 'failed', values = values - 'link' - 'code' where state = 'waiting' and useful_until < now() and kind = any($1)", [kinds]);
  for (;;) {
    const due = await database.query<Due>(
      `update jobs.outbox set attempts = attempts + 1, due_at = now() + interval '2 minutes'
        where id in (select id from jobs.outbox where state = 'waiting' and due_at <= now() and kind = any($2) order by due_at limit $1 for update skip locked)
        returning id, kind, recipient, template, language, values, attempts`,
      [AT_ONCE, kinds],
    );
    await Promise.all(due.map((message) => deliver(database, carriers, message)));
    if (due.length < AT_ONCE) return;
  }
}

async function deliver(database: Database, { mail, text }: Carriers, message: Due): Promise<void> {
  const { id, recipient, attempts } = message;
  try {
    if (message.kind === "mail") await mail?.send({ id, to: recipient, ...compose(message.template, message.language, message.values) });
    else await text?.send({ id, to: recipient, text: wordsOfText(message.values) });
  } catch (error) {
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_PROBLEM);
    // Its link stays: whoever runs the platform may still have to pass it on.
    if (error instanceof Unsendable) await database.query("update jobs.outbox set state = 'failed', problem = $2 where id = $1", [id, problem]);
    else await database.query("update jobs.outbox set problem = $2, due_at = now() + make_interval(secs => $3) where id = $1", [id, problem, pauseSeconds(attempts)]);
    return;
  }
  // A caller's number, and what was written to them: what is left says only that something was sent.
  const left = message.kind === "text" ? { recipient: endOfNumber(recipient), values: { text: linkIn(message.values.text ?? "") } } : { recipient, values: message.values };
  await database.query("update jobs.outbox set state = 'sent', sent_at = now(), problem = null, values = $3::jsonb - 'link', recipient = $2 where id = $1", [
    id,
    left.recipient,
    JSON.stringify(left.values),
  ]);
}

/** Nobody looks for an invitation that is older than an invitation lives. */
export async function tidyOutbox(database: Database): Promise<void> {
  await database.query("delete from jobs.outbox where created_at < now() - interval '30 days' or (kind = 'text' and state <> 'sent' and created_at < now() - interval '2 days')");
}
