import type { OutboxLine, OutboxState } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import { oncePerKey } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { compose, endOfNumber, hasLostItsSecret, type Template, wordsOfText } from "../outbox/index.ts";
import { badField, key, notFound, type Senders } from "../visits/index.ts";
import { platformAdministrator } from "./administrator.ts";

type Keys = "GET /api/platform/outbox" | "GET /api/platform/outbox/{messageId}" | "POST /api/platform/outbox/{messageId}/retry";
type Deps = { database: Database; senders: Senders; sends: boolean };

const PAGE = 50;

/** The outbox as the platform's administrators see it: on the first evening, without a mail server, it is how invitations reach people. */
export function createOutboxHandlers({ database, senders, sends }: Deps): Pick<Handlers, Keys> {
  return {
    async "GET /api/platform/outbox"({ asker, body: { words, state, after } }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      const rows = await database.query<OutboxRow>(
        `select ${COLUMNS} from jobs.outbox
          where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
            and (select coalesce(bool_and(position(lower(word) in lower(case kind when 'text' then template else recipient || ' ' || template || ' ' || (values - 'link')::text end)) > 0), true) from unnest($3::text[]) word)
          order by id desc limit $4`,
        [state ?? null, after ?? null, words.split(/\s+/).filter(Boolean), PAGE + 1],
      );
      return { ok: true, reply: { messages: rows.slice(0, PAGE).map(lineOf), more: rows.length > PAGE, sends } };
    },

    async "GET /api/platform/outbox/{messageId}"({ asker, params: { messageId }, sourceAddress }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      return database.transact([PLATFORM], async (transaction) => {
        const row = await read(transaction, messageId);
        if (!row) return notFound;
        // Its link may open somebody's account, so that nobody reads it unseen.
        await recordChange(transaction, {
          organisationId: PLATFORM,
          byId: who.member.personId,
          action: "outboxMessage.read",
          subjectId: messageId,
          before: null,
          after: { to: knownOf(row), template: row.template },
          source: sourceAddress,
        });
        return {
          ok: true,
          reply: {
            ...lineOf(row),
            to: row.recipient,
            text: row.kind === "text" ? wordsOfText(row.values) : compose(row.template, row.language, row.values).text,
            link: row.values.link ?? null,
          },
        };
      });
    },

    async "POST /api/platform/outbox/{messageId}/retry"({ asker, params: { messageId }, idempotencyKey, sourceAddress }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      return database.transact([PLATFORM], (transaction) =>
        oncePerKey(transaction, who.subject, key(idempotencyKey, "outbox/retry", { messageId }), async (): Promise<Answer<{ ok: true }>> => {
          const row = await read(transaction, messageId);
          if (!row) return notFound;
          if (row.state !== "failed") return { ok: true, reply: { ok: true } };
          if (row.kind === "mail" ? !row.values.link : hasLostItsSecret(row.values)) return badField("messageId", "messageLinkOver");
          await transaction.query("update jobs.outbox set state = 'waiting', attempts = 0, due_at = now(), useful_until = now() + interval '1 day' where id = $1", [messageId]);
          await recordChange(transaction, {
            organisationId: PLATFORM,
            byId: who.member.personId,
            action: "outboxMessage.retried",
            subjectId: messageId,
            before: null,
            after: { to: knownOf(row), template: row.template },
            source: sourceAddress,
          });
          return { ok: true, reply: { ok: true } };
        }),
      );
    },
  };
}

type OutboxRow = {
  id: Id;
  kind: "mail" | "text";
  recipient: string;
  template: Template;
  language: string;
  values: Record<string, string>;
  state: OutboxState;
  created_at: Date;
  sent_at: Date | null;
  attempts: number;
  problem: string | null;
};
const COLUMNS = "id, kind, recipient, template, language, values, state, created_at, sent_at, attempts, problem";

async function read(transaction: Transaction, id: Id): Promise<OutboxRow | undefined> {
  return (await transaction.query<OutboxRow>(`select ${COLUMNS} from jobs.outbox where id = $1 for update`, [id])).rows[0];
}

/** A text goes to a caller: before it is opened, which is logged, and in the log for ever, no more of the number is known than that. */
function knownOf({ kind, recipient }: Pick<OutboxRow, "kind" | "recipient">): string {
  return kind === "text" ? endOfNumber(recipient) : recipient;
}

function lineOf({ id, kind, recipient, template, language, values, state, created_at: createdAt, sent_at: sentAt, attempts, problem }: OutboxRow): OutboxLine {
  const subject = kind === "text" ? "" : compose(template, language, values).subject;
  return { id, kind, to: knownOf({ kind, recipient }), subject, state, createdAt: createdAt.getTime(), sentAt: sentAt?.getTime() ?? null, attempts, problem };
}
