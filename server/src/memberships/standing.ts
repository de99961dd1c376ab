import {
  type ClinicRole,
  clinicRolesGivenBy,
  mayOnPlatform,
  mayRemoveSecondFactor,
  type OrganisationRole,
  organisationRolesGivenBy,
  type PlatformRole,
} from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import { PLATFORM } from "../audit/index.ts";
import { type Clinic, type Directory, type Member, organisationsToAsk } from "../clinics/index.ts";
import type { Asker } from "../http/handler.ts";
import { notFound, type Refusal, refusalIn, type Senders } from "../visits/index.ts";

/** Of these people those whose second factor the asker may take away when it is lost. */
export async function removableSecondFactors(
  { directory, accounts }: { directory: Directory; accounts: Pick<Accounts, "secondFactor"> },
  member: Member,
  people: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const protectedOnes = [...(await accounts.secondFactor.among(people))];
  const others = await Promise.all(protectedOnes.map((personId) => directory.member(personId)));
  return new Set(others.flatMap((other) => (other && mayRemoveSecondFactor(member, other) ? [other.personId] : [])));
}

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
  { senders }: Pick<Deps, "senders">,
  asker: Asker,
  { organisationId, clinicId, role }: { organisationId: Id; clinicId: Id | null; role: AnyRole },
): Promise<Asking | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  if (!mayGiveThere(who.member, { organisationId, clinicId }).includes(role)) return organisationId === PLATFORM ? notFound : refusalIn(who.member, organisationId);
  return organisationId === PLATFORM ? { member: who.member, organisations: [PLATFORM], subject: who.sender.subject } : asking(who.member, organisationId, who.sender.subject);
}

type AnyRole = ClinicRole | OrganisationRole | PlatformRole;

/** Whether whoever sent an invitation may still give what it offers: nobody leaves a way in behind. */
export async function isVouched(
  directory: Directory,
  { organisationId, clinicId, byId, role }: { organisationId: Id; clinicId: Id | null; byId: Id; role: AnyRole },
): Promise<boolean> {
  const by = await directory.member(byId);
  return by !== null && mayGiveThere(by, { organisationId, clinicId }).includes(role);
}

function mayGiveThere(who: Member, { organisationId, clinicId }: { organisationId: Id; clinicId: Id | null }): readonly AnyRole[] {
  if (organisationId === PLATFORM) return mayOnPlatform(who, "managePlatformAdministrators") ? ["platformAdministrator"] : [];
  return clinicId ? clinicRolesGivenBy(who, { clinicId, organisationId }) : organisationRolesGivenBy(who, organisationId);
}
