import type { Done } from "@anteroom/core/protocol";
import { plainFigures, textNumber } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import { type Database, type Limiter, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { queueText } from "../outbox/index.ts";
import { badField, type DetailStore, type Door, key, notAllowed, notFound, Rollback, type Sender, type Senders } from "../visits/index.ts";
import { judgeCode, keepCheck, nextCheck, readCheck } from "./phone-check.ts";
import { words } from "./words.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; door: Door; senders: Senders; limiter: Limiter };
type Keys = "GET /api/visits/{visitId}/text-me" | `POST /api/visits/{visitId}/text-me${"" | "/confirm" | "/stop"}`;

/** Codes cost money and may wake a stranger: how many go to one number, and for one clinic, in an hour. */
const FOR_NUMBER = { name: "codeForNumber", most: 5, perSeconds: 3_600 };
const FOR_CLINIC = { name: "codeForClinic", most: 300, perSeconds: 3_600 };

/** *Text me when it is my turn*: a code shows that texts reach the caller, who may then put the phone down. */
export function createTextMeHandlers({ database, directory, details, door, senders, limiter }: Deps): Pick<Handlers, Keys> {
  async function callerOf(asker: Asker, visitId: Id) {
    const who = await senders.guest(asker);
    if ("ok" in who) return who;
    return who.visitId === visitId && asker.kind === "caller" ? who : notFound;
  }

  /** The clinic that has the caller now, if it keeps people so. */
  async function offeredBy(transaction: Transaction, visitId: Id) {
    const { rows } = await transaction.query<{ clinic_id: Id }>("select clinic_id from tenant.visit where id = $1 and is_open", [visitId]);
    const clinic = rows[0] ? await directory.clinic(rows[0].clinic_id) : null;
    return clinic && clinic.settings.offlineQueue !== "off" ? clinic : null;
  }

  async function says(sender: Sender, visitId: Id, verified: boolean, idempotencyKey: string | null, textTo: string): Promise<Answer<Done>> {
    return door.run<Done>({
      sender,
      idempotency: key(idempotencyKey, `text-me ${visitId}`, { verified }),
      action: { type: "verifyPhone", verified },
      also: (transaction) => details.change(transaction, visitId, (known) => ({ ...known, textTo })),
      reply: () => ({ ok: true }),
    });
  }

  return {
    async "GET /api/visits/{visitId}/text-me"({ asker, params: { visitId } }) {
      const who = await callerOf(asker, visitId);
      if ("ok" in who) return who;
      const found = await database.view(who.sender.organisations, (transaction) => details.read(transaction, [visitId]));
      return { ok: true, reply: { phone: found.get(visitId)?.phone ?? "" } };
    },

    async "POST /api/visits/{visitId}/text-me"({ asker, params: { visitId }, body, idempotencyKey }) {
      const who = await callerOf(asker, visitId);
      if ("ok" in who) return who;
      const to = textNumber(body.phone);
      if (!to) return badField("phone", "countryCode");
      return database
        .transact(who.sender.organisations, (transaction) =>
          oncePerKey(transaction, who.sender.subject, key(idempotencyKey, `text-me code ${visitId}`, body), async (): Promise<Answer<{ ok: true; expiresAt: number }>> => {
            const clinic = await offeredBy(transaction, visitId);
            const known = clinic && (await readCheck(transaction, details, visitId));
            if (!clinic || !known) return notAllowed;
            const check = nextCheck(known.check, to, Date.now());
            if (!("to" in check)) return { ok: false, rejection: check };
            const retryAfterMs = (await limiter.takeIn(transaction, FOR_NUMBER, to)) ?? (await limiter.takeIn(transaction, FOR_CLINIC, clinic.id));
            if (retryAfterMs) throw new Rollback({ code: "slowDown", retryAfterMs });
            await keepCheck(transaction, visitId, known.key, check);
            await queueText(transaction, {
              organisationId: clinic.organisationId,
              to,
              text: words("code", known.language, { clinic: clinic.name }),
              language: known.language,
              visitId,
              secrets: { code: check.code },
              usefulMinutes: 10,
            });
            return { ok: true, reply: { ok: true, expiresAt: check.expiresAt } };
          }),
        )
        .catch((error: unknown): Answer<never> => {
          if (error instanceof Rollback) return { ok: false, rejection: error.rejection };
          throw error;
        });
    },

    async "POST /api/visits/{visitId}/text-me/confirm"({ asker, params: { visitId }, body, idempotencyKey }) {
      const who = await callerOf(asker, visitId);
      if ("ok" in who) return who;
      const judged = await database.transact(who.sender.organisations, async (transaction) => {
        const known = await readCheck(transaction, details, visitId);
        const answer = judgeCode(known?.check ?? null, plainFigures(body.code).replace(/\D/g, ""), Date.now());
        // A wrong one is counted, whatever becomes of the answer.
        if (known && answer.next) await keepCheck(transaction, visitId, known.key, answer.next);
        return { refused: answer.refused, to: known?.check?.to ?? "" };
      });
      if (judged.refused) return { ok: false, rejection: judged.refused };
      return says(who.sender, visitId, true, idempotencyKey, judged.to);
    },

    async "POST /api/visits/{visitId}/text-me/stop"({ asker, params: { visitId }, idempotencyKey }) {
      const who = await callerOf(asker, visitId);
      return "ok" in who ? who : says(who.sender, visitId, false, idempotencyKey, "");
    },
  };
}
