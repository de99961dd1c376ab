import { createHash } from "node:crypto";
import { type ClinicSettings, consentTexts } from "@anteroom/core/settings";
import type { Consent, Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { badField, notFound, type Refusal, type Senders } from "./asking.ts";
import { type Door, key } from "./door.ts";

type Deps = { database: Database; directory: Directory; door: Door; senders: Senders };
type Key = "POST /api/visits/{visitId}/consent";

/** What `shown` agrees to: one of the clinic's present texts, word for word. Null where the clinic asks for nothing. */
export function consentTo(settings: ClinicSettings, shown: string): { consent: Consent | null } | Refusal {
  const texts = consentTexts(settings);
  if (!texts.length) return { consent: null };
  if (!shown) return badField("consent", "missing");
  const found = texts.find(({ text }) => text === shown);
  if (!found) return badField("consent", "consentChanged");
  return { consent: { version: createHash("sha256").update(shown).digest("hex"), language: found.language } };
}

/** The answer of a caller whom another clinic handed over, and who was not asked at its door. */
export function createConsentHandler({ database, directory, door, senders }: Deps): Pick<Handlers, Key> {
  return {
    async "POST /api/visits/{visitId}/consent"({ asker, params: { visitId }, body, idempotencyKey }) {
      const who = await senders.guest(asker);
      if ("ok" in who) return who;
      if (who.visitId !== visitId || asker.kind !== "caller") return notFound;
      const [row] = await database.view(
        who.sender.organisations,
        async (transaction) => (await transaction.query<{ body: Visit }>("select body from tenant.visit where id = $1 and is_open", [visitId])).rows,
      );
      const clinic = row && (await directory.clinic(row.body.clinicId));
      if (!clinic) return notFound;
      const { status, agreedIn } = row.body;
      // Words that were shown for another clinic are not compared with this one's.
      if (clinic.id !== body.clinicId && status.state !== "ended") return { ok: false, rejection: { code: "changed", state: status.state } };
      const answer = body.agrees ? consentTo(clinic.settings, body.shown) : { consent: null };
      if ("ok" in answer) return answer;
      const { consent } = answer;
      // Who has agreed, or agrees to a text that the clinic has taken out meanwhile, has nothing left to answer: it stands in the log once.
      if (body.agrees && (!consent || agreedIn.includes(clinic.id))) return { ok: true, reply: { ok: true } };
      return door.run({
        sender: who.sender,
        idempotency: key(idempotencyKey, `consent ${visitId}`, body),
        action: { type: "answerConsent", clinicId: body.clinicId, consent },
        audit: () => [
          {
            organisationId: clinic.organisationId,
            byKind: "caller",
            byId: null,
            action: consent ? "visit.consented" : "visit.consentDeclined",
            subjectId: visitId,
            facts: { clinicId: body.clinicId, ...(consent && { consent: consent.version }) },
            source: null,
          },
        ],
        reply: () => ({ ok: true as const }),
      });
    },
  };
}
