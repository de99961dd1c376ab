import { clinicRolesGivenBy, organisationRolesGivenBy } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import type { Member } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { key, notFound, Rollback, type Senders } from "../visits/index.ts";
import { aliasesOf, giveAlias, plainAlias } from "./alias.ts";
import { change, type ChangeDeps, type Tell } from "./change.ts";
import { type By, clinicStanding, organisationStanding, takeClinicRole, takeOrganisationRole } from "./write.ts";

type Deps = ChangeDeps & { senders: Senders };
type Keys = "GET /api/me/roles" | "POST /api/me/organisations/{organisationId}/leave" | "POST /api/me/clinics/{clinicId}/leave" | "POST /api/me/clinics/{clinicId}/alias";

/** *My roles*: what one is where, how one is called there, and the way out. */
export function createOwnRolesHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders } = deps;

  /** A change of one's own membership. *Not found* where one has none, by what is known of the asker (`of`) or by `work`, which then says false. */
  async function changeOwn(
    { asker, body, idempotencyKey, sourceAddress }: { asker: Asker; body: object; idempotencyKey: string | null; sourceAddress: string },
    act: string,
    of: (member: Member) => { organisationId: Id } | undefined,
    work: (transaction: Transaction, organisationId: Id, by: By, ...tell: Tell) => Promise<boolean>,
  ): Promise<Answer<{ ok: true }>> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const { member, sender } = who;
    const membership = of(member);
    if (!membership) return notFound;
    const asked = { organisations: sender.organisations, subject: sender.subject, idempotency: key(idempotencyKey, act, body) };
    return change(deps, asked, async (transaction, ...tell) => {
      if (!(await work(transaction, membership.organisationId, { personId: member.personId, source: sourceAddress }, ...tell))) throw new Rollback({ code: "notFound" });
      return { ok: true };
    });
  }

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

    "POST /api/me/organisations/{organisationId}/leave"(request) {
      const { organisationId } = request.params;
      const isHere = (each: { organisationId: Id }) => each.organisationId === organisationId;
      return changeOwn(
        request,
        `leave ${organisationId}`,
        ({ organisations }) => organisations.find(isHere),
        async (transaction, _organisationId, by, touch) => {
          const role = await organisationStanding(transaction, organisationId, by.personId);
          if (role) await takeOrganisationRole(transaction, organisationId, by.personId, role, by);
          touch(by.personId);
          return role !== null;
        },
      );
    },

    "POST /api/me/clinics/{clinicId}/leave"(request) {
      const { clinicId } = request.params;
      return changeOwn(request, `leave ${clinicId}`, inClinic(clinicId), async (transaction, organisationId, by, touch) => {
        const place = { organisationId, clinicId };
        const standing = await clinicStanding(transaction, place, by.personId);
        if (standing) await takeClinicRole(transaction, place, by.personId, standing, by);
        touch(by.personId);
        return standing !== null;
      });
    },

    "POST /api/me/clinics/{clinicId}/alias"(request) {
      const { clinicId } = request.params;
      return changeOwn(request, `alias ${clinicId}`, inClinic(clinicId), async (transaction, organisationId, by, _touch, raise) => {
        const place = { organisationId, clinicId };
        if (!(await clinicStanding(transaction, place, by.personId))) return false;
        for (const topic of await giveAlias(transaction, place, by.personId, plainAlias(request.body.alias), by)) raise(topic);
        return true;
      });
    },
  };
}

const inClinic =
  (clinicId: Id) =>
  ({ clinics }: Member) =>
    clinics.find((each) => each.clinicId === clinicId);
