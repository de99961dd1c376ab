import type { PlatformOrganisation } from "@anteroom/core/protocol";

import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { PLATFORM, recordChange } from "../audit/index.ts";
import { type Directory, peopleOf } from "../clinics/index.ts";
import { type Database, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { isAddress } from "../memberships/index.ts";
import { createOrganisation, nameAdministrator, plain, tellPeople } from "../organisations/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { badField, cleanName, key, notFound, type Senders } from "../visits/index.ts";
import { platformAdministrator } from "./administrator.ts";

type Keys =
  | "GET /api/platform/organisations"
  | "POST /api/platform/organisations"
  | "POST /api/platform/organisations/{organisationId}/close"
  | "POST /api/platform/organisations/{organisationId}/reopen";
type Deps = { database: Database; directory: Directory; senders: Senders; announce: Announce; publicUrl: string; sends: boolean };
type Row = {
  id: Id;
  name: string;
  created_at: Date;
  closed_at: Date | null;
  pending_administrator: string | null;
  without_administrator: boolean;
  clinics: number;
  people: number;
};
type Done = Answer<{ ok: true }>;

/** Organisations as the platform's administrators see them: how many there are in it, and nothing of what goes on. */
export function createPlatformOrganisationHandlers({ database, directory, senders, announce, publicUrl, sends }: Deps): Pick<Handlers, Keys> {
  /** Closing and opening: everybody there gains or loses all they have. */
  async function turn(organisationId: Id, work: (transaction: Transaction, organisation: { name: string; isClosed: boolean }) => Promise<Done>): Promise<Done> {
    let moves: TopicMoves = [];
    const answer = await database.transact([PLATFORM, organisationId], async (transaction): Promise<Done> => {
      const { rows } = await transaction.query<{ name: string; is_closed: boolean }>(
        "select name, closed_at is not null as is_closed from tenant.organisation where id = $1 for update",
        [organisationId],
      );
      const row = rows[0];
      if (!row || organisationId === PLATFORM) return notFound;
      const done = await work(transaction, { name: row.name, isClosed: row.is_closed });
      if (done.ok) moves = await tellPeople(transaction, await peopleOf(transaction, organisationId));
      return done;
    });
    if (answer.ok) {
      directory.forget();
      announce(moves);
    }
    return answer;
  }

  return {
    async "GET /api/platform/organisations"({ asker }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      const rows = await database.query<Row>("select * from tenant.platform_organisations()");
      const organisations = rows.map(
        ({
          id,
          name,
          created_at: createdAt,
          closed_at: closedAt,
          pending_administrator: pendingAdministrator,
          without_administrator: withoutAdministrator,
          clinics,
          people,
        }): PlatformOrganisation => ({
          id,
          name,
          createdAt: createdAt.getTime(),
          closedAt: closedAt?.getTime() ?? null,
          clinics,
          people,
          withoutAdministrator,
          pendingAdministrator,
        }),
      );
      return { ok: true, reply: { organisations } };
    },

    async "POST /api/platform/organisations"({ asker, body, idempotencyKey, sourceAddress }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      const name = cleanName(body.name);
      if (!name) return badField("name", "name");
      const by = { personId: who.member.personId, name: who.member.person.name, source: sourceAddress, publicUrl };
      if (!isAddress(body.administratorEmail)) return badField("administratorEmail", "email");
      const id = uuidv7();
      let moves: TopicMoves = [];
      const answer = await database.transact([PLATFORM, id], (transaction) =>
        oncePerKey(
          transaction,
          who.subject,
          key(idempotencyKey, "platform/organisations", body),
          async (): Promise<Answer<{ ok: true; id: Id; administratorHasAccount: boolean; sends: boolean }>> => {
            await createOrganisation(transaction, { id, name }, by);
            await record(transaction, "organisation.created", id, null, { name }, by);
            const place = { organisationId: id, organisationName: name, clinic: null };
            const told: Id[] = [];
            const administratorHasAccount = await nameAdministrator(transaction, { place, email: body.administratorEmail, by, touch: (personId) => told.push(personId) });
            moves = await tellPeople(transaction, told);
            return { ok: true, reply: { ok: true, id, administratorHasAccount, sends } };
          },
        ),
      );
      if (answer.ok) {
        directory.forget();
        announce(moves);
      }
      return answer;
    },

    async "POST /api/platform/organisations/{organisationId}/close"({ asker, params: { organisationId }, body, idempotencyKey, sourceAddress }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      return turn(organisationId, (transaction, { name, isClosed }) =>
        oncePerKey(transaction, who.subject, key(idempotencyKey, "platform/organisations/close", { organisationId, body }), async (): Promise<Done> => {
          if (plain(body.name) !== plain(name)) return badField("name", "otherName");
          if (isClosed) return { ok: true, reply: { ok: true } };
          await transaction.query("update tenant.organisation set closed_at = now() where id = $1", [organisationId]);
          // Whoever sits in a call leaves it; callers are sent home by the jobs.
          await transaction.query(
            `insert into jobs.lost_role (person_id, organisation_id, clinic_id)
             select person_id, organisation_id, null from tenant.organisation_member where organisation_id = $1
             union select person_id, organisation_id, clinic_id from tenant.clinic_member where organisation_id = $1`,
            [organisationId],
          );
          await recordInBoth(transaction, "organisation.closed", organisationId, { name }, null, { personId: who.member.personId, source: sourceAddress });
          return { ok: true, reply: { ok: true } };
        }),
      );
    },

    async "POST /api/platform/organisations/{organisationId}/reopen"({ asker, params: { organisationId }, idempotencyKey, sourceAddress }) {
      const who = await platformAdministrator(senders, asker);
      if ("ok" in who) return who;
      return turn(organisationId, (transaction, { name, isClosed }) =>
        oncePerKey(transaction, who.subject, key(idempotencyKey, "platform/organisations/reopen", { organisationId }), async (): Promise<Done> => {
          if (!isClosed) return { ok: true, reply: { ok: true } };
          await transaction.query("update tenant.organisation set closed_at = null where id = $1", [organisationId]);
          await recordInBoth(transaction, "organisation.reopened", organisationId, null, { name }, { personId: who.member.personId, source: sourceAddress });
          return { ok: true, reply: { ok: true } };
        }),
      );
    },
  };
}

/** In the platform's own log; what happened in an organisation stands in its own. */
/** Those who run the organisation read it too. */
async function recordInBoth(
  transaction: Transaction,
  action: string,
  organisationId: Id,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  { personId, source }: { personId: Id; source: string },
): Promise<void> {
  for (const log of [PLATFORM, organisationId]) await recordChange(transaction, { organisationId: log, byId: personId, action, subjectId: organisationId, before, after, source });
}

async function record(
  transaction: Transaction,
  action: string,
  subjectId: Id,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  { personId, source }: { personId: Id; source: string },
): Promise<void> {
  await recordChange(transaction, { organisationId: PLATFORM, byId: personId, action, subjectId, before, after, source });
}
