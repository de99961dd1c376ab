import type { ClinicRole, OrganisationRole, Permission } from "@anteroom/core/access";
import type { InvitationView } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Accounts, passwordProblem, passwordSentences } from "../accounts/index.ts";
import { recordChange } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { badField, cleanName, hashOf, key, newToken, notFound, Rollback, type Senders } from "../visits/index.ts";
import { change, type ChangeDeps } from "./change.ts";
import { giveOffer, INVITATION_MS, mailInvitation, opensWaitingArea, type Place } from "./invite.ts";
import { nameOfOrganisation } from "./name-of-organisation.ts";
import { managesInvitation } from "./standing.ts";
import { placeOf } from "./team-handlers.ts";
import { clinicStanding, organisationStanding } from "./write.ts";

type Deps = ChangeDeps & { senders: Senders; accounts: Pick<Accounts, "createAccount">; publicUrl: string };
type Keys =
  | "POST /api/membership-invitations/{invitationId}/resend"
  | "POST /api/membership-invitations/{invitationId}/withdraw"
  | "POST /api/membership-invitations/look"
  | "POST /api/membership-invitations/join"
  | "POST /api/membership-invitations/accept";

type WaitingPlace = {
  id: Id;
  organisationId: Id;
  organisationName: string;
  clinicId: Id | null;
  clinicName: string | null;
  slug: string | null;
  role: ClinicRole | OrganisationRole;
  permissions: Permission[];
};
type Found = {
  id: Id;
  organisationId: Id;
  email: string;
  expiresAt: number;
  acceptedAt: number | null;
  withdrawnAt: number | null;
  byName: string;
  /** Whose address it is, if it has an account. */
  personId: Id | null;
  places: WaitingPlace[];
};
type Row = { organisation_id: Id; clinic_id: Id | null; email: string; role: ClinicRole | OrganisationRole; permissions: Permission[] };

/** Invitations by link: sent again, withdrawn, looked at and accepted. Nothing but a press of *Accept* uses one up. */
export function createInvitationHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders, accounts, publicUrl } = deps;

  async function find(token: string): Promise<Found | null> {
    const [row] = await database.query<{ found: Found | null }>("select tenant.membership_invitation_by_token($1) as found", [hashOf(token)]);
    const found = row?.found ?? null;
    // Its organisation is closed: there is nothing to come to.
    return found && !found.places.length && stateOf(found, Date.now()) === "open" ? null : found;
  }

  return {
    async "POST /api/membership-invitations/{invitationId}/resend"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const found = await pending(database, params.invitationId);
      if (!found) return notFound;
      const { organisation_id: organisationId, clinic_id: clinicId, email, role, permissions } = found;
      const who = await managesInvitation(deps, asker, { organisationId, clinicId, role });
      if ("ok" in who) return who;
      const place = await placeOfInvitation(directory, database, found);
      if (!place) return notFound;
      const { member, organisations, subject } = who;
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `resend ${params.invitationId}`, body) };
      return change(deps, asked, async (transaction) => {
        const { token, hash } = newToken();
        const now = Date.now();
        const { rowCount } = await transaction.query(
          `update tenant.membership_invitation set sent_at = $2, expires_at = $3, token_hashes = token_hashes || $4::bytea
            where id = $1 and accepted_at is null and withdrawn_at is null`,
          [params.invitationId, now, now + INVITATION_MS, hash],
        );
        if (!rowCount) throw new Rollback({ code: "notFound" });
        const by = { personId: member.personId, name: member.person.name, publicUrl, source: sourceAddress };
        await mailInvitation(transaction, place, { role, permissions } as Parameters<typeof mailInvitation>[2], email, token, by, now + INVITATION_MS);
        await recordInvitation(transaction, found, params.invitationId, "invitation.resent", member.personId, sourceAddress);
        return { ok: true };
      });
    },

    async "POST /api/membership-invitations/{invitationId}/withdraw"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const found = await pending(database, params.invitationId);
      if (!found) return notFound;
      const who = await managesInvitation(deps, asker, { organisationId: found.organisation_id, clinicId: found.clinic_id, role: found.role });
      if ("ok" in who) return who;
      const { member, organisations, subject } = who;
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `withdraw ${params.invitationId}`, body) };
      return change(deps, asked, async (transaction) => {
        const { rowCount } = await transaction.query("update tenant.membership_invitation set withdrawn_at = $2 where id = $1 and accepted_at is null and withdrawn_at is null", [
          params.invitationId,
          Date.now(),
        ]);
        if (!rowCount) throw new Rollback({ code: "notFound" });
        await recordInvitation(transaction, found, params.invitationId, "invitation.withdrawn", member.personId, sourceAddress);
        return { ok: true };
      });
    },

    // A mail scanner or a link preview may look as often as it likes.
    async "POST /api/membership-invitations/look"({ body }) {
      const found = await find(body.token);
      if (!found) return notFound;
      const { email, personId, byName, expiresAt, places } = found;
      const state = stateOf(found, Date.now());
      const shown = places.map(({ organisationName, clinicName, role, permissions }) => ({ organisationName, clinicName, role, permissions }));
      return { ok: true, reply: { state, email, hasAccount: personId !== null, byName, expiresAt, places: state === "open" ? shown : [] } };
    },

    async "POST /api/membership-invitations/join"({ body, idempotencyKey, sourceAddress }) {
      const found = await find(body.token);
      if (!found) return notFound;
      const { password, token: _kept, ...said } = body;
      const subject = `invitation:${found.id}`;
      const idempotency = key(idempotencyKey, "join", said);
      const name = cleanName(body.name);
      if (!name) return badField("name", "Please write your name.");
      if (name.length > 80) return badField("name", "Please keep the name below 80 letters.");
      const problem = passwordProblem(password, { email: found.email, name });
      if (problem) return badField("password", passwordSentences[problem]);
      const language = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(body.language) ? body.language : "en";
      const personId = uuidv7();
      return change(deps, { organisations: organisationsIn(found), subject, idempotency }, async (transaction, touch) => {
        refuseUnlessOpen(found);
        if (found.personId) throw new Rollback({ code: "accountExists" });
        await transaction.query("insert into tenant.person (id, name, email, language) values ($1, $2, $3, $4)", [personId, name, found.email, language]);
        await acceptAll(transaction, found, personId, sourceAddress);
        touch(personId);
        // Last, because accounts are kept by another role, outside of this transaction: what fails before leaves nothing behind.
        await accounts.createAccount({ id: personId, email: found.email, name, password });
        return { ok: true as const, email: found.email, slug: onlySlug(found) };
      }).catch(refuseTaken);
    },

    async "POST /api/membership-invitations/accept"({ asker, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const found = await find(body.token);
      if (!found) return notFound;
      const idempotency = key(idempotencyKey, `accept ${found.id}`, {});
      const { personId } = who.member;
      return change(deps, { organisations: organisationsIn(found), subject: who.sender.subject, idempotency }, async (transaction, touch) => {
        if (found.personId !== personId) throw new Rollback({ code: "wrongAccount" });
        refuseUnlessOpen(found);
        await acceptAll(transaction, found, personId, sourceAddress);
        touch(personId);
        return { ok: true as const, email: found.email, slug: onlySlug(found) };
      });
    },
  };
}

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: Found, now: number): InvitationView["state"] {
  if (acceptedAt !== null) return "used";
  if (withdrawnAt !== null) return "withdrawn";
  return expiresAt <= now ? "expired" : "open";
}

function refuseUnlessOpen(found: Found): void {
  const state = stateOf(found, Date.now());
  if (state !== "open") throw new Rollback({ code: "invitationOver", why: state });
}

/** Two browsers at once: the second finds the address taken. */
function refuseTaken(error: unknown): Answer<never> {
  if ((error as { code?: string }).code === "23505") return { ok: false, rejection: { code: "accountExists" } };
  throw error;
}

/** The link proved whose address it is, so everything that waits for this address is theirs. */
async function acceptAll(transaction: Transaction, { places }: Found, personId: Id, source: string): Promise<void> {
  for (const { id, organisationId, clinicId, role, permissions } of places) {
    const { rowCount } = await transaction.query("update tenant.membership_invitation set accepted_at = $2 where id = $1 and accepted_at is null and withdrawn_at is null", [
      id,
      Date.now(),
    ]);
    // Withdrawn or accepted in this very moment.
    if (!rowCount) throw new Rollback({ code: "tryAgain" });
    const there = clinicId ? await clinicStanding(transaction, { organisationId, clinicId }, personId) : await organisationStanding(transaction, organisationId, personId);
    if (!there) await giveOffer(transaction, { organisationId, clinic: clinicId ? { id: clinicId } : null }, { role, permissions }, personId, { personId, source });
  }
}

function organisationsIn({ organisationId, places }: Found): Id[] {
  return [...new Set([organisationId, ...places.map((place) => place.organisationId)])];
}

function onlySlug({ places }: Found): string | null {
  const [only, more] = places;
  return only && !more && opensWaitingArea(only) ? only.slug : null;
}

async function pending(database: Database, invitationId: Id): Promise<Row | null> {
  const [where] = await database.query<{ id: Id | null }>("select tenant.organisation_of_membership_invitation($1) as id", [invitationId]);
  if (!where?.id) return null;
  return database.transact([where.id], async (transaction) => {
    const { rows } = await transaction.query<Row>(
      "select organisation_id, clinic_id, email, role, permissions from tenant.membership_invitation where id = $1 and accepted_at is null and withdrawn_at is null",
      [invitationId],
    );
    return rows[0] ?? null;
  });
}

async function placeOfInvitation(directory: Directory, database: Database, { organisation_id: organisationId, clinic_id: clinicId }: Row): Promise<Place | null> {
  if (clinicId) {
    const clinic = await directory.clinic(clinicId);
    return clinic && placeOf(clinic);
  }
  const organisationName = await nameOfOrganisation(database, organisationId);
  return organisationName === null ? null : { organisationId, organisationName, clinic: null };
}

async function recordInvitation(
  transaction: Transaction,
  { organisation_id: organisationId, clinic_id: clinicId, email, role, permissions }: Row,
  invitationId: Id,
  action: string,
  byId: Id,
  source: string,
): Promise<void> {
  const facts = { ...(clinicId && { clinicId }), email, role, permissions };
  const gone = action === "invitation.withdrawn";
  await recordChange(transaction, { organisationId, byId, action, subjectId: invitationId, before: gone ? facts : null, after: gone ? null : facts, source });
}
