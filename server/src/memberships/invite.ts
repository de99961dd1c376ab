import { faultAt } from "@anteroom/core/faults";
import { type ClinicRole, type OrganisationRole, type Permission, type PlatformRole, policy } from "@anteroom/core/access";
import type { InviteOutcome } from "@anteroom/core/protocol";
import { isEmail } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Transaction } from "../db/index.ts";
import { type Mail, queueMail } from "../outbox/index.ts";
import { newToken, Rollback } from "../visits/index.ts";
import { givePlatformRole, platformAdministrators } from "./platform-role.ts";
import { type By, clinicStanding, giveClinicRole, giveOrganisationRole, organisationStanding } from "./write.ts";

/** Product/6.2: thirty days, begun anew by sending again. Milliseconds. */
export const INVITATION_MS = 30 * 86_400_000;

/** Where somebody is invited to; `clinic` is null for a role of the organisation. */
export type Place = { organisationId: Id; organisationName: string; clinic: { id: Id; name: string; slug: string; language: string } | null };
/** What they are to be there. */
export type Offer = { role: ClinicRole; permissions: readonly Permission[] } | { role: OrganisationRole | PlatformRole; permissions: readonly [] };
export type Inviter = By & { name: string; publicUrl: string };
export type Known = { id: Id; name: string; email: string; language: string };

/** As it is stored and compared; the messages name the place in the list. Refuses what is no address, and what stands there twice is taken once. */
export function plainAddresses(typed: readonly string[]): string[] {
  const plain = typed.map((address) => address.normalize("NFKC").trim().toLowerCase());
  const fields = plain.flatMap((address, at) => (isAddress(address) ? [] : [faultAt(`addresses.${at}`, "noAddress", { typed: typed[at]?.trim().slice(0, 80) ?? "" })]));
  if (fields.length) throw new Rollback({ code: "badRequest", fields });
  return [...new Set(plain)];
}

/** Of nothing that a mail server or a spreadsheet could take for something else. */
export function isAddress(address: string): boolean {
  return address.length <= 254 && isEmail(address) && !/[\p{C}<>()[\],;:"\\]/u.test(address) && !/^[=+\-@]/.test(address);
}

export async function peopleByAddress(transaction: Transaction, addresses: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await transaction.query<Known>("select * from tenant.people_by_address($1)", [addresses]);
  return new Map(rows.map((person) => [person.email, person]));
}

/** `mayGive`: roles that whoever invites may give and take there. */
type Inviting = { place: Place; offer: Offer; mayGive: readonly Offer["role"][]; addresses: readonly string[]; by: Inviter; now: number; touch: (personId: Id) => void };

/** Known people are members at once and told so; all others get a link. */
export async function invite(transaction: Transaction, { place, offer, mayGive, addresses, by, now, touch }: Inviting): Promise<InviteOutcome[]> {
  const known = await peopleByAddress(transaction, addresses);
  const outcomes: InviteOutcome[] = [];
  for (const address of addresses) {
    const person = known.get(address);
    if (person) outcomes.push({ address, outcome: await addKnown(transaction, place, offer, person, by, touch) });
    else {
      await inviteUnknown(transaction, place, offer, { email: address, mayGive, by, now });
      outcomes.push({ address, outcome: "invited" });
    }
  }
  return outcomes;
}

async function addKnown(transaction: Transaction, place: Place, offer: Offer, person: Known, by: Inviter, touch: (personId: Id) => void): Promise<"added" | "alreadyMember"> {
  if (await isMember(transaction, place, person.id)) return "alreadyMember";
  await giveOffer(transaction, place, offer, person.id, by);
  touch(person.id);
  // Whoever names themself knows.
  if (person.id !== by.personId) await queueMail(transaction, addedMail(place, offer, person, by));
  return "added";
}

/** Whether somebody is anything there, so that an invitation brings nothing new. */
export async function isMember(transaction: Transaction, { organisationId, clinic }: { organisationId: Id; clinic: { id: Id } | null }, personId: Id): Promise<boolean> {
  if (organisationId === PLATFORM) return (await platformAdministrators(transaction)).some(({ id }) => id === personId);
  const standing = clinic
    ? await clinicStanding(transaction, { organisationId, clinicId: clinic.id }, personId)
    : await organisationStanding(transaction, organisationId, personId);
  return standing !== null;
}

/** Of somebody who is not a member there yet. */
export async function giveOffer(
  transaction: Transaction,
  { organisationId, clinic }: { organisationId: Id; clinic: { id: Id } | null },
  { role, permissions }: { role: ClinicRole | OrganisationRole | PlatformRole; permissions: readonly Permission[] },
  personId: Id,
  by: By,
): Promise<void> {
  if (organisationId === PLATFORM) await givePlatformRole(transaction, personId, by);
  else if (clinic) await giveClinicRole(transaction, { organisationId, clinicId: clinic.id }, personId, null, { role: role as ClinicRole, permissions }, by);
  else await giveOrganisationRole(transaction, organisationId, personId, null, role as OrganisationRole, by);
}

/** Who was invited there before gets another link, and the newer offer counts; an offer that the asker could not withdraw stays as it is. */
async function inviteUnknown(
  transaction: Transaction,
  place: Place,
  { role, permissions }: Offer,
  { email, mayGive, by, now }: Pick<Inviting, "mayGive" | "by" | "now"> & { email: string },
): Promise<void> {
  const { token, hash } = newToken();
  const { rows } = await transaction.query<{ id: Id; earlier: { email: string; role: string; permissions: string[] } | null }>(
    `with earlier as (select email, role, permissions from tenant.membership_invitation
        where organisation_id = $2 and clinic_id is not distinct from $3 and email = $4 and accepted_at is null and withdrawn_at is null)
     insert into tenant.membership_invitation (id, organisation_id, clinic_id, email, role, permissions, token_hashes, by_id, created_at, sent_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, array[$7::bytea], $8, $9, $9, $10)
     on conflict (organisation_id, coalesce(clinic_id, '00000000-0000-0000-0000-000000000000'), email) where accepted_at is null and withdrawn_at is null
     do update set role = excluded.role, permissions = excluded.permissions, by_id = excluded.by_id, sent_at = excluded.sent_at, expires_at = excluded.expires_at,
       token_hashes = membership_invitation.token_hashes || excluded.token_hashes
       where membership_invitation.role = any($11)
     returning id, (select to_jsonb(e) from earlier e) as earlier`,
    [uuidv7(), place.organisationId, place.clinic?.id ?? null, email, role, permissions, hash, by.personId, now, now + INVITATION_MS, mayGive],
  );
  if (!rows[0]) throw new Rollback({ code: "badRequest", fields: [faultAt("addresses", "invitedOtherwise", { email })] });
  await recordChange(transaction, {
    organisationId: place.organisationId,
    byId: by.personId,
    action: "member.invited",
    subjectId: rows[0].id,
    before: rows[0].earlier && { ...(place.clinic && { clinicId: place.clinic.id }), ...rows[0].earlier },
    after: { ...(place.clinic && { clinicId: place.clinic.id }), email, role, permissions },
    source: by.source,
  });
  await queueMail(transaction, invitationMail(place, { role, permissions } as Offer, email, token, by, now + INVITATION_MS));
}

/** The mail that asks a stranger in. */
export function invitationMail(place: Place, offer: Offer, to: string, token: string, by: Inviter, expiresAt: number): Mail {
  return {
    organisationId: place.organisationId,
    to,
    template: "membershipInvitation",
    // Nobody knows what a stranger reads; the clinic's main language is the best guess.
    language: place.clinic?.language ?? "en",
    values: { ...placeWords(place, offer, by), link: `${by.publicUrl}/invitation#${token}`, expiresAt: new Date(expiresAt).toISOString() },
  };
}

/** The mail that tells somebody known of a role they have now. */
export function addedMail(place: Place, offer: Offer, { name, email, language }: Pick<Known, "name" | "email" | "language">, by: Inviter): Mail {
  return {
    organisationId: place.organisationId,
    to: email,
    template: "memberAdded",
    language,
    values: { name, ...placeWords(place, offer, by), link: by.publicUrl + pageOf(place, offer) },
  };
}

function pageOf({ organisationId, clinic }: Place, offer: Offer): string {
  if (organisationId === PLATFORM) return "/platform";
  return clinic && opensWaitingArea(offer) ? `/clinics/${clinic.slug}` : "/clinics";
}

/** Whether a clinic's page has anything for them: a service referrer only transfers into it. */
export function opensWaitingArea({ role, permissions }: { role: ClinicRole | OrganisationRole | PlatformRole; permissions: readonly Permission[] }): boolean {
  return policy.seeWaitingArea[role] === "tick" && permissions.includes("waitingArea");
}

function placeWords({ organisationName, clinic }: Place, { role }: Offer, { name }: Inviter): Record<string, string> {
  return { byName: name, organisationName, clinicName: clinic?.name ?? "", role };
}
