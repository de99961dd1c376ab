import { judgeReadiness } from "@anteroom/core/check";
import type { EntryField } from "@anteroom/core/settings";
import { phoneFault, plainPhone } from "@anteroom/core/typed";
import type { Id, Seat, Visit } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { askedFields, type Clinic, type Directory } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import type { Announce } from "../views/topic-reader.ts";
import { answerFault } from "./answers.ts";
import { badField, badFields, notFound, organisationOf, type Refusal, type Senders } from "./asking.ts";
import { cleanName, cleanText } from "./clean-text.ts";
import { consentTo } from "./consent.ts";
import type { DetailStore } from "./detail-store.ts";
import { type Door, key } from "./door.ts";
import { createGuestSession, GUEST_COOKIE_SECONDS, hashOf, newToken } from "./guest-sessions.ts";
import { raiseTopics } from "./raise-topics.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; door: Door; senders: Senders; announce: Announce; publicUrl: string };
type Keys =
  | "POST /api/public/clinics/{slug}/visits"
  | "POST /api/visits/{visitId}/leave"
  | "POST /api/visits/{visitId}/language"
  | "POST /api/visits/{visitId}/device-link"
  | "POST /api/device-links/redeem"
  | "POST /api/visits/forget";

const DEVICE_LINK_MS = 10 * 60_000;

export function createEntryHandlers({ database, directory, details, door, senders, announce, publicUrl }: Deps): Pick<Handlers, Keys> {
  /** The place that this browser still has by this clinic's link, also after a transfer. */
  async function ownPlace(visitId: Id, clinic: Clinic): Promise<{ visitId: string; callId: string; seatId: string } | null> {
    const organisationId = await organisationOf(database, "visit", visitId);
    if (!organisationId) return null;
    return database.transact([organisationId, clinic.organisationId], async (transaction) => {
      const { rows } = await transaction.query<{ visit: Visit; seat: Seat }>(
        `select v.body as visit, s.body as seat from tenant.visit v join tenant.seat s on s.visit_id = v.id and s.is_live and s.is_caller
          where v.id = $1 and v.is_open and exists (select from tenant.stay t where t.visit_id = v.id and t.clinic_id = $2)`,
        [visitId, clinic.id],
      );
      const row = rows[0];
      return row ? { visitId, callId: row.visit.callId, seatId: row.seat.id } : null;
    });
  }

  return {
    async "POST /api/public/clinics/{slug}/visits"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const clinic = await directory.clinicBySlug(params.slug);
      if (!clinic || clinic.closed) return notFound;
      // The same device again: the person keeps the place, and the form is not asked twice.
      if (asker.kind === "caller") {
        const place = await ownPlace(asker.visitId, clinic);
        if (place) return { ok: true, reply: { ok: true, ...place } };
      }
      const typed = {
        firstName: cleanName(body.firstName),
        lastName: cleanName(body.lastName),
        phone: plainPhone(cleanName(body.phone)),
        textTo: "",
        fields: {} as Record<string, string>,
        providerNotes: "",
      };
      const entryFields = await askedFields((work) => database.view([clinic.organisationId], work), directory, clinic, "guests");
      const wrong = checkEntry(clinic, entryFields, typed, body.fields);
      if (wrong) return wrong;
      const agreed = consentTo(clinic.settings, body.consent);
      if ("ok" in agreed) return agreed;
      const { consent } = agreed;
      const { token, hash } = newToken();
      const [last] = await database.query<{ behind: number | null }>("select tenant.last_place_in($1) as behind", [clinic.id]);
      const [visitId, seatId, callId] = [uuidv7(), uuidv7(), uuidv7()];
      const answer = await door.run({
        sender: { actor: { kind: "system" }, subject: `source:${sourceAddress}`, organisations: [clinic.organisationId] },
        idempotency: idempotencyKey ? { key: idempotencyKey, route: `enter ${clinic.id}`, body } : null,
        action: {
          type: "enter",
          visitId,
          clinicId: clinic.id,
          seatId,
          callId,
          blockedByCheck: !body.phoneMe && judgeReadiness(body.readiness, clinic.settings.checkPolicy).verdict === "block",
          phoneVerified: false,
          behind: last?.behind ?? null,
          consent,
        },
        also: async (transaction, { now }) => {
          const of = { visitId, organisationId: clinic.organisationId, now };
          await Promise.all([
            details.insert(
              transaction,
              { ...of, clinicId: clinic.id, language: body.language, interpreter: body.interpreter, phoneMe: body.phoneMe, readiness: body.readiness },
              typed,
            ),
            createGuestSession(transaction, hash, { ...of, seatId, isCaller: true }),
          ]);
        },
        audit: () => [
          {
            organisationId: clinic.organisationId,
            byKind: "caller",
            byId: null,
            action: "visit.entered",
            subjectId: visitId,
            facts: { clinicId: clinic.id, terms: clinic.settings.termsUrl, privacy: clinic.settings.privacyUrl, ...(consent && { consent: consent.version }) },
            source: null,
          },
        ],
        reply: () => ({ ok: true as const, visitId, callId, seatId }),
      });
      if (!answer.ok) return answer;
      if (answer.reply.visitId === visitId) return { ...answer, guestCookie: { token, maxAgeSeconds: GUEST_COOKIE_SECONDS } };
      // A repeated request whose first reply was lost: the same visit, with a cookie of its own.
      const { reply } = answer;
      await database.transact([clinic.organisationId], (transaction) =>
        createGuestSession(transaction, hash, { organisationId: clinic.organisationId, seatId: reply.seatId, visitId: reply.visitId, isCaller: true, now: Date.now() }),
      );
      return { ...answer, guestCookie: { token, maxAgeSeconds: GUEST_COOKIE_SECONDS } };
    },

    async "POST /api/visits/{visitId}/leave"({ asker, params, idempotencyKey }) {
      const who = await senders.guest(asker);
      if ("ok" in who) return who;
      if (who.visitId !== params.visitId) return notFound;
      return door.run({ sender: who.sender, idempotency: key(idempotencyKey, "leave", params), action: { type: "leave" }, reply: () => ({ ok: true as const }) });
    },

    async "POST /api/visits/{visitId}/language"({ asker, params: { visitId }, body: { language } }) {
      const who = await senders.guest(asker);
      if ("ok" in who) return who;
      if (who.visitId !== visitId || asker.kind !== "caller") return notFound;
      const moves = await database.transact(who.sender.organisations, async (transaction) => {
        const { rows } = await transaction.query<{ clinic_id: Id; organisation_id: Id }>("select clinic_id, organisation_id from tenant.visit where id = $1 and is_open", [
          visitId,
        ]);
        const visit = rows[0];
        if (!visit) return null;
        if (!(await details.setLanguage(transaction, visitId, language))) return [];
        const of = { visitId, organisationId: visit.organisation_id, clinicId: visit.clinic_id, now: Date.now() };
        await noteOfCaller(transaction, of, { type: "languageChanged", language });
        return raiseTopics(transaction, [
          { name: `clinic:${visit.clinic_id}`, keys: [`visit/${visitId}`] },
          { name: `visit:${visitId}`, keys: [""] },
        ]);
      });
      if (!moves) return notFound;
      if (moves.length) announce(moves);
      return { ok: true, reply: { ok: true } };
    },

    async "POST /api/visits/{visitId}/device-link"({ asker, params }) {
      const who = await senders.guest(asker);
      if ("ok" in who) return who;
      if (who.visitId !== params.visitId || asker.kind !== "caller") return notFound;
      const { token, hash } = newToken();
      const expiresAt = Date.now() + DEVICE_LINK_MS;
      const organisationId = who.sender.organisations[0];
      await database.transact(who.sender.organisations, (transaction) =>
        transaction.query("insert into tenant.device_link (token_hash, organisation_id, visit_id, expires_at) values ($1, $2, $3, $4)", [
          hash,
          organisationId,
          params.visitId,
          expiresAt,
        ]),
      );
      return { ok: true, reply: { ok: true, url: `${publicUrl}/e#${token}`, expiresAt } };
    },

    async "POST /api/device-links/redeem"({ body }) {
      const [link] = await database.query<{
        organisation_id: Id;
        visit_id: Id;
        expires_at: number;
        used_at: number | null;
        is_recall: boolean;
        visit_open: boolean;
        clinic_id: Id;
      }>("select * from tenant.device_link_by_token($1)", [hashOf(body.token)]);
      const clinic = link && (await directory.clinic(link.clinic_id));
      if (!link || !clinic || !link.visit_open || (link.used_at !== null && !link.is_recall) || link.expires_at < Date.now()) return notFound;
      const { token, hash } = newToken();
      const moved = await database.transact([link.organisation_id], async (transaction) => {
        const used = await transaction.query("update tenant.device_link set used_at = $2 where token_hash = $1 and (used_at is null or is_recall)", [
          hashOf(body.token),
          Date.now(),
        ]);
        const { rows } = await transaction.query<{ id: Id }>("select id from tenant.seat where visit_id = $1 and is_live and is_caller", [link.visit_id]);
        const seatId = rows[0]?.id;
        if (!used.rowCount || !seatId) return false;
        await createGuestSession(transaction, hash, { organisationId: link.organisation_id, seatId, visitId: link.visit_id, isCaller: true, now: Date.now() });
        return true;
      });
      if (!moved) return notFound;
      return { ok: true, reply: { ok: true, visitId: link.visit_id, clinicId: clinic.id, slug: clinic.slug }, guestCookie: { token, maxAgeSeconds: GUEST_COOKIE_SECONDS } };
    },

    // The place stays until its grace time is over; only this browser knows nothing of it any more.
    "POST /api/visits/forget": async () => ({ ok: true, reply: { ok: true }, guestCookie: "clear" }),
  };
}

/** A line of the visit's activity that no rule writes. */
async function noteOfCaller(
  transaction: Transaction,
  { visitId, organisationId, clinicId, now }: { visitId: Id; organisationId: Id; clinicId: Id; now: number },
  what: { type: string } & Record<string, string>,
): Promise<void> {
  await transaction.query("insert into tenant.activity (id, organisation_id, visit_id, clinic_id, at, by_kind, by_id, what) values ($1, $2, $3, $4, $5, 'caller', $3, $6)", [
    uuidv7(),
    organisationId,
    visitId,
    clinicId,
    now,
    JSON.stringify(what),
  ]);
}

type Typed = { firstName: string; lastName: string; phone: string; fields: Record<string, string> };

/** Says which field is wrong and why; puts the clinic's own fields into `typed`. */
function checkEntry({ settings }: Clinic, entryFields: readonly EntryField[], typed: Typed, fields: Record<string, string>): Refusal | null {
  if (!typed.firstName) return badField("firstName", "name");
  if (settings.lastNameRequired && !typed.lastName) return badField("lastName", "name");
  if (phoneFault(typed.phone)) return badField("phone", "noPhone");
  const asked = new Map(entryFields.map((field) => [field.id, field]));
  for (const id of Object.keys(fields)) if (!asked.has(id)) return badField(`fields.${id}`, "unknown");
  for (const field of asked.values()) {
    const value = cleanText(fields[field.id] ?? "");
    const fault = answerFault(`fields.${field.id}`, field, value);
    if (fault) return badFields(fault);
    if (value) typed.fields[field.id] = value;
  }
  return null;
}
