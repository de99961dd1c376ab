import type { ClinicRole, OrganisationRole, Permission, PlatformRole } from "@anteroom/core/access";
import type { InvitationView } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import { hashOf, Rollback } from "../visits/index.ts";
import { giveOffer, isMember, opensWaitingArea } from "./invite.ts";
import { isVouched } from "./standing.ts";

type WaitingPlace = {
  id: Id;
  byId: Id;
  organisationId: Id;
  organisationName: string;
  clinicId: Id | null;
  clinicName: string | null;
  slug: string | null;
  role: ClinicRole | OrganisationRole | PlatformRole;
  permissions: Permission[];
};
/** An invitation by its link, with everything that waits for the same address. */
export type Found = {
  id: Id;
  organisationId: Id;
  email: string;
  expiresAt: number;
  acceptedAt: number | null;
  withdrawnAt: number | null;
  byName: string;
  /** Whose address it is, if it has an account. */
  personId: Id | null;
  /** Where whoever sent it may still give what it offers. */
  places: WaitingPlace[];
  /** Whether that holds for the invitation itself; else it counts as withdrawn. */
  isVouched: boolean;
};

export async function findInvitation({ database, directory }: { database: Database; directory: Directory }, token: string): Promise<Found | null> {
  const [row] = await database.query<{ found: Omit<Found, "isVouched"> | null }>("select tenant.membership_invitation_by_token($1) as found", [hashOf(token)]);
  const found = row?.found;
  if (!found) return null;
  // Its organisation is closed: there is nothing to come to.
  if (!found.places.length && stateOf({ ...found, isVouched: true }, Date.now()) === "open") return null;
  const vouched = await Promise.all(found.places.map((place) => isVouched(directory, place)));
  const places = found.places.filter((_place, at) => vouched[at]);
  return { ...found, places, isVouched: places.some(({ id }) => id === found.id) };
}

export function stateOf({ acceptedAt, withdrawnAt, expiresAt, isVouched: stands }: Found, now: number): InvitationView["state"] {
  if (acceptedAt !== null) return "used";
  if (withdrawnAt !== null || !stands) return "withdrawn";
  return expiresAt <= now ? "expired" : "open";
}

export function refuseUnlessOpen(found: Found): void {
  const state = stateOf(found, Date.now());
  if (state !== "open") throw new Rollback({ code: "invitationOver", why: state });
}

/** The link, or their organisation's own sign-in, proved whose address it is, so everything that waits for this address is theirs. */
export async function acceptAll(transaction: Transaction, { places }: Found, personId: Id, source: string): Promise<void> {
  for (const { id, organisationId, clinicId, role, permissions } of places) {
    const { rowCount } = await transaction.query("update tenant.membership_invitation set accepted_at = $2 where id = $1 and accepted_at is null and withdrawn_at is null", [
      id,
      Date.now(),
    ]);
    // Withdrawn or accepted in this very moment.
    if (!rowCount) throw new Rollback({ code: "tryAgain" });
    const place = { organisationId, clinic: clinicId ? { id: clinicId } : null };
    if (!(await isMember(transaction, place, personId))) await giveOffer(transaction, place, { role, permissions }, personId, { personId, source });
  }
}

export async function enrol(transaction: Transaction, person: { id: Id; name: string; email: string; language: string }): Promise<void> {
  const language = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(person.language) ? person.language : "en";
  await transaction.query("insert into tenant.person (id, name, email, language) values ($1, $2, $3, $4)", [person.id, person.name, person.email, language]);
}

export function organisationsIn({ organisationId, places }: Found): Id[] {
  return [...new Set([organisationId, ...places.map((place) => place.organisationId)])];
}

export function onlySlug({ places }: Found): string | null {
  const [only, more] = places;
  return only && !more && opensWaitingArea(only) ? only.slug : null;
}
