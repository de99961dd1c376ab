import { type ClinicRole, clinicRolesGivenBy, type OrganisationRole, organisationRolesGivenBy } from "@anteroom/core/access";
import { PEOPLE_A_PAGE } from "@anteroom/core/protocol";
import { wordsOf } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import { organisationsToAsk } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import type { Asker, Handlers } from "../http/handler.ts";
import { key, notAllowed, notFound, type Refusal, refusalIn, Rollback, type Senders } from "../visits/index.ts";
import { change, type ChangeDeps } from "./change.ts";
import { invite, plainAddresses } from "./invite.ts";
import { nameOfOrganisation } from "./name-of-organisation.ts";
import { pendingIn } from "./pending.ts";
import { removedJustNow } from "./restore.ts";
import { type Asking, removableSecondFactors } from "./standing.ts";
import { type By, clinicStanding, giveOrganisationRole, organisationStanding, takeClinicRole, takeOrganisationRole } from "./write.ts";

type Deps = ChangeDeps & { senders: Senders; accounts: Pick<Accounts, "secondFactor">; publicUrl: string; sends: boolean };
type People = "/api/organisations/{organisationId}/people";
type Keys = `GET ${People}` | `GET ${People}/pending` | `POST ${People}/invite` | `POST ${People}/{personId}/${"role" | "remove" | "restore"}`;
type InOrganisation = Asking & { organisationId: Id; mayGive: readonly OrganisationRole[] };
type PersonRow = {
  person_id: Id;
  name: string;
  email: string;
  picture: string | null;
  role: OrganisationRole | null;
  clinics: { slug: string; name: string; role: ClinicRole }[];
  total: number;
};

/** Everybody of an organisation, whether by a role in it or in one of its clinics. */
export function createOrganisationPeopleHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, senders } = deps;

  async function manages(asker: Asker, organisationId: Id): Promise<InOrganisation | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const { member, sender } = who;
    const mayGive = organisationRolesGivenBy(member, organisationId);
    if (!mayGive.length) return refusalIn(member, organisationId);
    return { member, subject: sender.subject, organisations: organisationsToAsk(member, organisationId), organisationId, mayGive };
  }

  return {
    async "GET /api/organisations/{organisationId}/people"({ asker, params, body }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId, mayGive } = who;
      return database.view(who.organisations, async (transaction) => {
        const { rows } = await transaction.query<PersonRow>("select * from tenant.organisation_people($1, $2, $3, $4, $5)", [
          organisationId,
          wordsOf(body.find),
          body.which,
          PEOPLE_A_PAGE,
          (body.page - 1) * PEOPLE_A_PAGE,
        ]);
        const removable = await removableSecondFactors(
          deps,
          who.member,
          rows.map((row) => row.person_id),
        );
        const { total: pending } = await pendingIn(transaction, deps.directory, { organisationId }, { find: "", page: 1 }, mayGive);
        return {
          ok: true,
          reply: {
            mayGive,
            pending,
            rows: rows.map(({ person_id: personId, total: _total, ...row }) => ({
              personId,
              ...row,
              mayEdit: row.role === null || mayGive.includes(row.role),
              removableSecondFactor: removable.has(personId),
            })),
            total: rows[0]?.total ?? 0,
            page: body.page,
          },
        };
      });
    },

    async "GET /api/organisations/{organisationId}/people/pending"({ asker, params, body }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId } = who;
      // Whoever manages an organisation's people manages those of each of its clinics.
      const mayGive = [...who.mayGive, ...clinicRolesGivenBy(who.member, { clinicId: "", organisationId })];
      return database.view(who.organisations, async (transaction) => ({ ok: true, reply: await pendingIn(transaction, deps.directory, { organisationId }, body, mayGive) }));
    },

    async "POST /api/organisations/{organisationId}/people/invite"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId, mayGive, member, organisations, subject } = who;
      if (!mayGive.includes(body.role)) return notAllowed;
      const organisationName = await nameOfOrganisation(database, organisationId);
      if (organisationName === null) return notFound;
      const place = { organisationId, organisationName, clinic: null };
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `invite ${organisationId}`, body) }, async (transaction, touch) => {
        const by = { personId: member.personId, name: member.person.name, publicUrl: deps.publicUrl, source: sourceAddress };
        const addresses = plainAddresses(body.addresses);
        return {
          ok: true,
          outcomes: await invite(transaction, { place, offer: { role: body.role, permissions: [] }, mayGive, addresses, by, now: Date.now(), touch }),
          sends: deps.sends,
        };
      });
    },

    async "POST /api/organisations/{organisationId}/people/{personId}/role"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId, mayGive, member, organisations, subject } = who;
      if (!mayGive.includes(body.role)) return notAllowed;
      const { personId } = params;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `role ${organisationId} ${personId}`, body) }, async (transaction, touch) => {
        const before = await organisationStanding(transaction, organisationId, personId);
        if (before === null && !(await clinicsOf(transaction, organisationId, personId)).length) throw new Rollback({ code: "notFound" });
        if (before !== null && !mayGive.includes(before)) throw new Rollback({ code: "notAllowed" });
        if (before === body.role) return { ok: true };
        await giveOrganisationRole(transaction, organisationId, personId, before, body.role, { personId: member.personId, source: sourceAddress });
        touch(personId);
        return { ok: true };
      });
    },

    async "POST /api/organisations/{organisationId}/people/{personId}/remove"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId, mayGive, member, organisations, subject } = who;
      const { personId } = params;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `remove ${organisationId} ${personId}`, body) }, async (transaction, touch) => {
        const by = { personId: member.personId, source: sourceAddress };
        const before = await organisationStanding(transaction, organisationId, personId);
        if (before !== null && !mayGive.includes(before)) throw new Rollback({ code: "notAllowed" });
        const left = body.everywhere ? await leaveClinics(transaction, organisationId, personId, by) : 0;
        if (before === null && left === 0) throw new Rollback({ code: "notFound" });
        if (before !== null) await takeOrganisationRole(transaction, organisationId, personId, before, by);
        touch(personId);
        return { ok: true };
      });
    },

    async "POST /api/organisations/{organisationId}/people/{personId}/restore"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker, params.organisationId);
      if ("ok" in who) return who;
      const { organisationId, mayGive, member, organisations, subject } = who;
      const { personId } = params;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `restore ${organisationId} ${personId}`, body) }, async (transaction, touch) => {
        const place = { organisationId, clinicId: null };
        const { role } = await removedJustNow<{ role: OrganisationRole }>(transaction, { place, personId, byId: member.personId, mayGive });
        await giveOrganisationRole(transaction, organisationId, personId, null, role, { personId: member.personId, source: sourceAddress });
        touch(personId);
        return { ok: true };
      });
    },
  };
}

async function leaveClinics(transaction: Transaction, organisationId: Id, personId: Id, by: By): Promise<number> {
  const clinics = await clinicsOf(transaction, organisationId, personId);
  for (const clinicId of clinics) {
    const standing = await clinicStanding(transaction, { organisationId, clinicId }, personId);
    if (standing) await takeClinicRole(transaction, { organisationId, clinicId }, personId, standing, by);
  }
  return clinics.length;
}

async function clinicsOf(transaction: Transaction, organisationId: Id, personId: Id): Promise<Id[]> {
  const { rows } = await transaction.query<{ id: Id }>("select clinic_id as id from tenant.clinic_member where organisation_id = $1 and person_id = $2 order by clinic_id", [
    organisationId,
    personId,
  ]);
  return rows.map(({ id }) => id);
}
