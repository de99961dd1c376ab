import { logoOf } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import type { Clinic, Directory } from "../clinics/index.ts";
import { type Database, seal } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import {
  badField,
  cleanName,
  createGuestSession,
  type DetailStore,
  type Door,
  GUEST_COOKIE_SECONDS,
  hashOf,
  key,
  newToken,
  notFound,
  raiseTopics,
  Rollback,
  type Senders,
} from "../visits/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; door: Door; senders: Senders; announce: Announce; publicUrl: string };
type Keys = "POST /api/calls/{callId}/invitations" | "POST /api/invitations/{invitationId}/revoke" | "POST /api/invitations/look" | "POST /api/invitations/redeem";

/** An invitation is for the call that runs. Milliseconds. */
const INVITATION_MS = 2 * 3_600_000;

type Invitation = { id: Id; organisation_id: Id; clinic_id: Id; visit_id: Id; expires_at: number; used_at: number | null; revoked_at: number | null; visit_open: boolean };

export function createInvitationHandlers({ database, directory, details, door, senders, announce, publicUrl }: Deps): Pick<Handlers, Keys> {
  /** Null for unknown, expired, revoked and over alike: the same refusal. */
  async function living(token: string): Promise<{ invitation: Invitation; clinic: Clinic } | null> {
    const [invitation] = await database.query<Invitation>("select * from tenant.invitation_by_token($1)", [hashOf(token)]);
    if (!invitation?.visit_open || invitation.revoked_at !== null || invitation.expires_at < Date.now()) return null;
    const clinic = await directory.clinic(invitation.clinic_id);
    return clinic && { invitation, clinic };
  }

  return {
    async "POST /api/calls/{callId}/invitations"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { callId } = params;
      const invitationId = uuidv7();
      const visitId = body.visitId ?? (await onlyVisitIn(callId, who.sender.organisations));
      if (!visitId) return badField("visitId", "whoseGuest");
      const { token, hash } = newToken();
      const expiresAt = Date.now() + INVITATION_MS;
      return door.run({
        sender: who.sender,
        idempotency: key(idempotencyKey, `invite ${callId}`, body),
        action: { type: "invite", callId, invitationId, visitId },
        also: async (transaction, { now }, next) => {
          const organisationId = next.visits.get(visitId)?.organisationId;
          await transaction.query(
            "insert into tenant.invitation (id, organisation_id, token_hash, call_id, visit_id, by_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [invitationId, organisationId, hash, callId, visitId, who.member.personId, now, expiresAt],
          );
        },
        audit: (next) => {
          const visit = next.visits.get(visitId);
          const { personId: byId } = who.member;
          return visit
            ? [
                {
                  organisationId: visit.organisationId,
                  byKind: "member",
                  byId,
                  action: "call.invite",
                  subjectId: callId,
                  facts: { clinicId: visit.clinicId },
                  source: sourceAddress,
                },
              ]
            : [];
        },
        reply: () => ({ ok: true as const, id: invitationId, url: `${publicUrl}/join#${token}`, expiresAt }),
      });
    },

    async "POST /api/invitations/{invitationId}/revoke"({ asker, params, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      let moves: TopicMoves = [];
      const revoked = await database.transact(who.sender.organisations, async (transaction) => {
        // Only who sits in the call of that visit.
        const { rows } = await transaction.query<{ call_id: Id; organisation_id: Id; clinic_id: Id }>(
          `update tenant.invitation i set revoked_at = $3 from tenant.visit v join tenant.seat s on s.call_id = v.call_id and s.is_in
             where i.id = $1 and v.id = i.visit_id and s.person_id = $2 returning v.call_id, v.organisation_id, v.clinic_id`,
          [params.invitationId, who.member.personId, Date.now()],
        );
        const [row] = rows;
        if (!row) return false;
        await recordChange(transaction, {
          organisationId: row.organisation_id,
          byId: who.member.personId,
          action: "invitation.revoked",
          subjectId: params.invitationId,
          before: { clinicId: row.clinic_id },
          after: null,
          source: sourceAddress,
        });
        moves = await raiseTopics(transaction, [{ name: `call:${row.call_id}`, keys: [""] }]);
        return true;
      });
      if (!revoked) return notFound;
      announce(moves);
      return { ok: true, reply: { ok: true } };
    },

    // A mail scanner or a link preview may look as often as it likes: nothing is used up.
    async "POST /api/invitations/look"({ body }) {
      const found = await living(body.token);
      if (!found) return notFound;
      const { clinic } = found;
      return { ok: true, reply: { clinicName: clinic.name, organisationName: clinic.organisationName, logoIcon: logoOf(clinic.settings) } };
    },

    async "POST /api/invitations/redeem"({ body, idempotencyKey, sourceAddress }) {
      const found = await living(body.token);
      if (!found) return notFound;
      const { invitation } = found;
      const name = cleanName(body.name);
      if (!name) return badField("name", "name");
      const seatId = uuidv7();
      const { token, hash } = newToken();
      const answer = await door.run({
        sender: { actor: { kind: "system" }, subject: `source:${sourceAddress}`, organisations: [invitation.organisation_id] },
        idempotency: key(idempotencyKey, `redeem ${invitation.id}`, { name }),
        action: { type: "arriveByInvitation", invitationId: invitation.id, visitId: invitation.visit_id, seatId, straightIn: invitation.used_at === null },
        also: async (transaction, { now }) => {
          // Of two devices at once only one is the first: the other asks again, and knocks.
          const first = await transaction.query("update tenant.invitation set used_at = $2 where id = $1 and used_at is null", [invitation.id, now]);
          if (!first.rowCount && invitation.used_at === null) throw new Rollback({ code: "tryAgain" });
          await createGuestSession(transaction, hash, { organisationId: invitation.organisation_id, seatId, visitId: invitation.visit_id, isCaller: false, now });
        },
        reply: (next) => ({ ok: true as const, callId: next.seats.get(seatId)?.callId ?? "", seatId }),
      });
      if (!answer.ok) return answer;
      if (answer.reply.seatId !== seatId) return { ok: false, rejection: { code: "tryAgain" } };
      let moves: TopicMoves = [];
      await database.transact([invitation.organisation_id], async (transaction) => {
        const opened = (await details.read(transaction, [invitation.visit_id])).get(invitation.visit_id);
        if (opened) await transaction.query("update tenant.seat set sealed_name = $2 where id = $1", [seatId, seal(opened.key, name)]);
        moves = await raiseTopics(transaction, [{ name: `call:${answer.reply.callId}`, keys: [""] }]);
      });
      announce(moves);
      return { ...answer, guestCookie: { token, maxAgeSeconds: GUEST_COOKIE_SECONDS } };
    },
  };

  async function onlyVisitIn(callId: Id, organisations: readonly Id[]): Promise<Id | null> {
    return database.transact(organisations, async (transaction) => {
      const { rows } = await transaction.query<{ id: Id }>("select id from tenant.visit where call_id = $1 and is_open", [callId]);
      return rows.length === 1 ? (rows[0]?.id ?? null) : null;
    });
  }
}
