import type { ClinicRole, OrganisationRole, Permission, PlatformRole } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Accounts, passwordFault } from "../accounts/index.ts";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database, Limiter, Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { queueMail } from "../outbox/index.ts";
import { badField, badFields, cleanName, key, newToken, notFound, Rollback, type Senders } from "../visits/index.ts";
import { acceptAll, enrol, findInvitation, onlySlug, organisationsIn, refuseUnlessOpen, stateOf } from "./acceptance.ts";
import { change, type ChangeDeps } from "./change.ts";
import { INVITATION_MS, invitationMail, type Place } from "./invite.ts";
import { nameOfOrganisation } from "./name-of-organisation.ts";
import { platformPlace } from "./platform-role.ts";
import { managesInvitation } from "./standing.ts";
import { placeOf } from "./team-handlers.ts";
import { providerFor, type SignOnOffers } from "./welcome.ts";

const LONGEST_NAME = 80;

type Deps = ChangeDeps & {
  senders: Senders;
  accounts: Pick<Accounts, "createAccount" | "secondFactor">;
  limiter: Limiter;
  signOn: SignOnOffers;
  publicUrl: string;
  sends: boolean;
};
type Keys =
  | "POST /api/membership-invitations/{invitationId}/resend"
  | "POST /api/membership-invitations/{invitationId}/withdraw"
  | "POST /api/membership-invitations/look"
  | "POST /api/membership-invitations/join"
  | "POST /api/membership-invitations/accept";

/** A mail each to a stranger, who cannot make it stop. */
const RESENDS = { name: "resend", most: 5, perSeconds: 3_600 };

type Row = { organisation_id: Id; clinic_id: Id | null; email: string; role: ClinicRole | OrganisationRole | PlatformRole; permissions: Permission[] };

/** Invitations by link: sent again, withdrawn, looked at and accepted. Nothing but a press of *Accept* uses one up. */
export function createInvitationHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders, limiter, accounts, publicUrl } = deps;

  const find = (token: string) => findInvitation(deps, token);

  return {
    async "POST /api/membership-invitations/{invitationId}/resend"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const found = await pending(database, params.invitationId);
      if (!found) return notFound;
      const { organisation_id: organisationId, clinic_id: clinicId, email, role, permissions } = found;
      const who = await managesInvitation(deps, asker, { organisationId, clinicId, role });
      if ("ok" in who) return who;
      const place = await placeOfInvitation(directory, database, found);
      if (!place) return notFound;
      const wait = await limiter.take(RESENDS, params.invitationId);
      if (wait) return { ok: false, rejection: { code: "slowDown", retryAfterMs: wait } };
      const { member, organisations, subject } = who;
      const asked = { organisations, subject, idempotency: key(idempotencyKey, `resend ${params.invitationId}`, body) };
      return change(deps, asked, async (transaction) => {
        const { token, hash } = newToken();
        const now = Date.now();
        const { rowCount } = await transaction.query(
          `update tenant.membership_invitation set sent_at = $2, expires_at = $3, token_hashes = token_hashes || $4::bytea, by_id = $5
            where id = $1 and accepted_at is null and withdrawn_at is null`,
          [params.invitationId, now, now + INVITATION_MS, hash, member.personId],
        );
        if (!rowCount) throw new Rollback({ code: "notFound" });
        const by = { personId: member.personId, name: member.person.name, publicUrl, source: sourceAddress };
        await queueMail(transaction, invitationMail(place, { role, permissions } as Parameters<typeof invitationMail>[1], email, token, by, now + INVITATION_MS));
        await recordInvitation(transaction, found, params.invitationId, "invitation.resent", member.personId, sourceAddress);
        return { ok: true, sends: deps.sends };
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
      const signsOnAt = (await providerFor(deps, found))?.name ?? null;
      return { ok: true, reply: { state, email, hasAccount: personId !== null, signsOnAt, byName, expiresAt, places: state === "open" ? shown : [] } };
    },

    async "POST /api/membership-invitations/join"({ body, idempotencyKey, sourceAddress }) {
      const found = await find(body.token);
      if (!found) return notFound;
      const { password, token: _kept, ...said } = body;
      const subject = `invitation:${found.id}`;
      const idempotency = key(idempotencyKey, "join", said);
      const name = cleanName(body.name);
      if (!name) return badField("name", "name");
      if (name.length > LONGEST_NAME) return badField("name", "tooLong", { max: String(LONGEST_NAME) });
      const fault = passwordFault(password, { email: found.email, name });
      if (fault) return badFields(fault);
      // It would open nothing.
      const provider = await providerFor(deps, found);
      if (provider) return { ok: false, rejection: { code: "singleSignOn", organisation: provider.name } };
      const personId = uuidv7();
      return change(deps, { organisations: organisationsIn(found), subject, idempotency }, async (transaction, touch) => {
        refuseUnlessOpen(found);
        if (found.personId) throw new Rollback({ code: "accountExists" });
        await enrol(transaction, { id: personId, name, email: found.email, language: body.language });
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

/** Two browsers at once: the second finds the address taken. */
function refuseTaken(error: unknown): Answer<never> {
  if ((error as { code?: string }).code === "23505") return { ok: false, rejection: { code: "accountExists" } };
  throw error;
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
  if (organisationId === PLATFORM) return platformPlace;
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
