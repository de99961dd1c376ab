import type { Database } from "../db/index.ts";
import { compose } from "./compose.ts";
import type { Template } from "./mail-texts.ts";
import { type Mailer, Unsendable } from "./mailer.ts";
import { pauseSeconds } from "./pause.ts";

type Due = { id: string; recipient: string; template: Template; language: string; values: Record<string, string>; attempts: number };

const AT_ONCE = 10;
const LONGEST_PROBLEM = 300;

/** Sends what is due. Nodes share the work: a message that one is at is not due for the others until two minutes later. */
export async function deliverDue(database: Database, mailer: Mailer): Promise<void> {
  await database.query("update jobs.outbox set state = 'failed', values = values - 'link' where state = 'waiting' and useful_until < now()");
  for (;;) {
    const due = await database.query<Due>(
      `update jobs.outbox set attempts = attempts + 1, due_at = now() + interval '2 minutes'
        where id in (select id from jobs.outbox where state = 'waiting' and due_at <= now() order by due_at limit $1 for update skip locked)
        returning id, recipient, template, language, values, attempts`,
      [AT_ONCE],
    );
    await Promise.all(due.map((message) => deliver(database, mailer, message)));
    if (due.length < AT_ONCE) return;
  }
}

async function deliver(database: Database, mailer: Mailer, { id, recipient, template, language, values, attempts }: Due): Promise<void> {
  try {
    await mailer.send({ id, to: recipient, ...compose(template, language, values) });
  } catch (error) {
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_PROBLEM);
    // Its link stays: whoever runs the platform may still have to pass it on.
    if (error instanceof Unsendable) await database.query("update jobs.outbox set state = 'failed', problem = $2 where id = $1", [id, problem]);
    else await database.query("update jobs.outbox set problem = $2, due_at = now() + make_interval(secs => $3) where id = $1", [id, problem, pauseSeconds(attempts)]);
    return;
  }
  await database.query("update jobs.outbox set state = 'sent', sent_at = now(), problem = null, values = values - 'link' where id = $1", [id]);
}

/** Nobody looks for an invitation that is older than an invitation lives. */
export async function tidyOutbox(database: Database): Promise<void> {
  await database.query("delete from jobs.outbox where created_at < now() - interval '30 days'");
}
