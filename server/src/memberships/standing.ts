import { type ClinicRole, clinicRolesGivenBy, type OrganisationRole, organisationRolesGivenBy } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { type Clinic, type Directory, type Member, organisationsToAsk } from "../clinics/index.ts";
import type { Asker } from "../http/handler.ts";
import { notFound, type Refusal, refusalIn, type Senders } from "../visits/index.ts";

type Deps = { directory: Directory; senders: Senders };
/** `organisations`: on whose behalf the transaction is opened; `subject`: whose idempotency keys count. */
export type Asking = { member: Member; organisations: readonly Id[]; subject: string };

export type InClinic = Asking & { clinic: Clinic; mayGive: readonly ClinicRole[] };

/** Who manages the team of this clinic, and which roles they may give and take there. */
export async function managesTeam({ directory, senders }: Deps, asker: Asker, slug: string): Promise<InClinic | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  const clinic = await directory.clinicBySlug(slug);
  if (!clinic) return notFound;
  const { member } = who;
  const mayGive = clinicRolesGivenBy(member, { clinicId: clinic.id, organisationId: clinic.organisationId });
  return mayGive.length ? { ...asking(member, clinic.organisationId, who.sender.subject), clinic, mayGive } : refusalIn(member, clinic.organisationId);
}

function asking(member: Member, organisationId: Id, subject: string): Asking {
  return { member, organisations: organisationsToAsk(member, organisationId), subject };
}

/** The same question for an invitation, wherever it leads. */
export async function managesInvitation(
  { directory, senders }: Deps,
  asker: Asker,
  { organisationId, clinicId, role }: { organisationId: Id; clinicId: Id | null; role: ClinicRole | OrganisationRole },
): Promise<Asking | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  const clinic = clinicId ? await directory.clinic(clinicId) : null;
  const mayGive: readonly string[] = clinic ? clinicRolesGivenBy(who.member, { clinicId: clinic.id, organisationId }) : organisationRolesGivenBy(who.member, organisationId);
  return mayGive.includes(role) ? asking(who.member, organisationId, who.sender.subject) : refusalIn(who.member, organisationId);
}
