import { clinicRolesGivenBy, organisationRolesGivenBy } from "@anteroom/core/access";
import type { Handlers } from "../http/handler.ts";
import { key, notFound, Rollback, type Senders } from "../visits/index.ts";
import { aliasesOf, giveAlias, plainAlias } from "./alias.ts";
import { change, type ChangeDeps } from "./change.ts";
import { clinicStanding, organisationStanding, takeClinicRole, takeOrganisationRole } from "./write.ts";

type Deps = ChangeDeps & { senders: Senders };
type Keys = "GET /api/me/roles" | "POST /api/me/organisations/{organisationId}/leave" | "POST /api/me/clinics/{clinicId}/leave" | "POST /api/me/clinics/{clinicId}/alias";

/** *My roles*: what one is where, how one is called there, and the way out. */
export function createOwnRolesHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders } = deps;
  return {
    async "GET /api/me/roles"({ asker }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { member, sender } = who;
      const aliases = await database.view(sender.organisations, (transaction) => aliasesOf(transaction, member.personId));
      const clinics = await Promise.all(member.clinics.map(async (each) => ({ ...each, clinic: await directory.clinic(each.clinicId) })));
      return {
        ok: true,
        reply: {
          organisations: member.organisations.map(({ organisationId, role }) => ({
            id: organisationId,
            name: member.organisationNames.get(organisationId) ?? "",
            role,
            managesPeople: organisationRolesGivenBy(member, organisationId).length > 0,
          })),
          clinics: clinics
            .flatMap(({ clinic, role, permissions }) => {
              if (!clinic) return [];
              const { id, slug, name, organisationId, organisationName } = clinic;
              const managesTeam = clinicRolesGivenBy(member, { clinicId: id, organisationId }).length > 0;
              return [{ id, slug, name, organisationName, role, permissions, alias: aliases.get(id) ?? "", managesTeam }];
            })
            .sort((one, other) => one.name.localeCompare(other.name)),
        },
      };
    },

    async "POST /api/me/organisations/{organisationId}/leave"({ asker, params: { organisationId }, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { member, sender } = who;
      if (!member.organisations.some((each) => each.organisationId === organisationId)) return notFound;
      return change(
        deps,
        { organisations: sender.organisations, subject: sender.subject, idempotency: key(idempotencyKey, `leave ${organisationId}`, body) },
        async (transaction, touch) => {
          const role = await organisationStanding(transaction, organisationId, member.personId);
          if (!role) throw new Rollback({ code: "notFound" });
          await takeOrganisationRole(transaction, organisationId, member.personId, role, { personId: member.personId, source: sourceAddress });
          touch(member.personId);
          return { ok: true };
        },
      );
    },

    async "POST /api/me/clinics/{clinicId}/leave"({ asker, params: { clinicId }, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { member, sender } = who;
      const organisationId = member.clinics.find((each) => each.clinicId === clinicId)?.organisationId;
      if (!organisationId) return notFound;
      const place = { organisationId, clinicId };
      return change(
        deps,
        { organisations: sender.organisations, subject: sender.subject, idempotency: key(idempotencyKey, `leave ${clinicId}`, body) },
        async (transaction, touch) => {
          const standing = await clinicStanding(transaction, place, member.personId);
          if (!standing) throw new Rollback({ code: "notFound" });
          await takeClinicRole(transaction, place, member.personId, standing, { personId: member.personId, source: sourceAddress });
          touch(member.personId);
          return { ok: true };
        },
      );
    },

    async "POST /api/me/clinics/{clinicId}/alias"({ asker, params: { clinicId }, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { member, sender } = who;
      const organisationId = member.clinics.find((each) => each.clinicId === clinicId)?.organisationId;
      if (!organisationId) return notFound;
      const place = { organisationId, clinicId };
      return change(
        deps,
        { organisations: sender.organisations, subject: sender.subject, idempotency: key(idempotencyKey, `alias ${clinicId}`, body) },
        async (transaction, _touch, raise) => {
          if (!(await clinicStanding(transaction, place, member.personId))) throw new Rollback({ code: "notFound" });
          for (const topic of await giveAlias(transaction, place, member.personId, plainAlias(body.alias), { personId: member.personId, source: sourceAddress })) raise(topic);
          return { ok: true };
        },
      );
    },
  };
}
