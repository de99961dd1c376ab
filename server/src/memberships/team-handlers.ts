import { type ClinicRole, permissionsOf, type Permission } from "@anteroom/core/access";
import { PEOPLE_A_PAGE } from "@anteroom/core/protocol";
import { logoOf } from "@anteroom/core/settings";
import { wordsOf } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import type { Clinic } from "../clinics/index.ts";
import type { Handlers } from "../http/handler.ts";
import { key, notAllowed, Rollback, type Senders } from "../visits/index.ts";
import { giveAlias, plainAlias } from "./alias.ts";
import { change, type ChangeDeps } from "./change.ts";
import { invite, type Place, plainAddresses } from "./invite.ts";
import { pendingIn } from "./pending.ts";
import { removedJustNow } from "./restore.ts";
import { managesTeam, removableSecondFactors } from "./standing.ts";
import { type ClinicStanding, clinicStanding, giveClinicRole, takeClinicRole } from "./write.ts";

type Deps = ChangeDeps & { senders: Senders; accounts: Pick<Accounts, "secondFactor">; publicUrl: string; sends: boolean };
type Keys =
  | "GET /api/clinics/{slug}/team"
  | "GET /api/clinics/{slug}/team/pending"
  | "POST /api/clinics/{slug}/team/invite"
  | "POST /api/clinics/{slug}/team/{personId}/role"
  | "POST /api/clinics/{slug}/team/{personId}/remove"
  | "POST /api/clinics/{slug}/team/{personId}/restore";
type TeamRow = { person_id: Id; name: string; email: string; picture: string | null; alias: string; role: ClinicRole; permissions: Permission[]; total: number };

/** The team of one clinic: who is in it, who was invited, and every change of that. */
export function createTeamHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database } = deps;
  return {
    async "GET /api/clinics/{slug}/team"({ asker, params, body }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive } = who;
      const { page } = body;
      return database.view(who.organisations, async (transaction) => {
        const { rows } = await transaction.query<TeamRow>("select * from tenant.clinic_team($1, $2, $3, $4)", [
          clinic.id,
          wordsOf(body.find),
          PEOPLE_A_PAGE,
          (page - 1) * PEOPLE_A_PAGE,
        ]);
        const removable = await removableSecondFactors(
          deps,
          who.member,
          rows.map((row) => row.person_id),
        );
        const { total: pending } = await pendingIn(transaction, deps.directory, { organisationId: clinic.organisationId, clinicId: clinic.id }, { find: "", page: 1 }, mayGive);
        return {
          ok: true,
          reply: {
            clinic: {
              id: clinic.id,
              slug: clinic.slug,
              name: clinic.name,
              organisationId: clinic.organisationId,
              organisationName: clinic.organisationName,
              logoIcon: logoOf(clinic.settings),
            },
            mayGive,
            pending,
            rows: rows.map(({ person_id: personId, total: _total, ...row }) => ({
              personId,
              ...row,
              mayEdit: mayGive.includes(row.role),
              removableSecondFactor: removable.has(personId),
            })),
            total: rows[0]?.total ?? 0,
            page,
          },
        };
      });
    },

    async "GET /api/clinics/{slug}/team/pending"({ asker, params, body }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive } = who;
      return database.view(who.organisations, async (transaction) => ({
        ok: true,
        reply: await pendingIn(transaction, deps.directory, { organisationId: clinic.organisationId, clinicId: clinic.id }, body, mayGive),
      }));
    },

    async "POST /api/clinics/{slug}/team/invite"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive, member, organisations, subject } = who;
      if (!mayGive.includes(body.role)) return notAllowed;
      const offer = { role: body.role, permissions: permissionsOf(body.role, body.permissions) };
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `invite ${clinic.id}`, body) };
      return change(deps, asked, async (transaction, touch) => {
        const by = { personId: member.personId, name: member.person.name, publicUrl: deps.publicUrl, source: sourceAddress };
        const addresses = plainAddresses(body.addresses);
        return { ok: true, outcomes: await invite(transaction, { place: placeOf(clinic), offer, mayGive, addresses, by, now: Date.now(), touch }), sends: deps.sends };
      });
    },

    async "POST /api/clinics/{slug}/team/{personId}/role"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive, member, organisations, subject } = who;
      if (!mayGive.includes(body.role)) return notAllowed;
      const place = { organisationId: clinic.organisationId, clinicId: clinic.id };
      const { personId } = params;
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `role ${clinic.id} ${personId}`, body) };
      return change(deps, asked, async (transaction, touch, raise) => {
        const before = await clinicStanding(transaction, place, personId);
        if (!before) throw new Rollback({ code: "notFound" });
        if (!mayGive.includes(before.role)) throw new Rollback({ code: "notAllowed" });
        const after = { role: body.role, permissions: permissionsOf(body.role, body.permissions) };
        const by = { personId: member.personId, source: sourceAddress };
        if (body.alias !== undefined) for (const topic of await giveAlias(transaction, place, personId, plainAlias(body.alias), by)) raise(topic);
        if (before.role === after.role && before.permissions.join() === after.permissions.join()) return { ok: true };
        await giveClinicRole(transaction, place, personId, before, after, by);
        touch(personId);
        return { ok: true };
      });
    },

    async "POST /api/clinics/{slug}/team/{personId}/remove"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive, member, organisations, subject } = who;
      const place = { organisationId: clinic.organisationId, clinicId: clinic.id };
      const { personId } = params;
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `remove ${clinic.id} ${personId}`, body) };
      return change(deps, asked, async (transaction, touch) => {
        const before = await clinicStanding(transaction, place, personId);
        if (!before) throw new Rollback({ code: "notFound" });
        if (!mayGive.includes(before.role)) throw new Rollback({ code: "notAllowed" });
        await takeClinicRole(transaction, place, personId, before, { personId: member.personId, source: sourceAddress });
        touch(personId);
        return { ok: true };
      });
    },

    async "POST /api/clinics/{slug}/team/{personId}/restore"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await managesTeam(deps, asker, params.slug);
      if ("ok" in who) return who;
      const { clinic, mayGive, member, organisations, subject } = who;
      const place = { organisationId: clinic.organisationId, clinicId: clinic.id };
      const { personId } = params;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `restore ${clinic.id} ${personId}`, body) }, async (transaction, touch) => {
        const { role, permissions } = await removedJustNow<ClinicStanding>(transaction, { place, personId, byId: member.personId, mayGive });
        await giveClinicRole(transaction, place, personId, null, { role, permissions }, { personId: member.personId, source: sourceAddress });
        touch(personId);
        return { ok: true };
      });
    },
  };
}

export function placeOf(clinic: Clinic): Place {
  const { id, name, slug, organisationId, organisationName, settings } = clinic;
  return { organisationId, organisationName, clinic: { id, name, slug, language: settings.mainLanguage } };
}
