import type { Id, Visit } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Directory } from "../clinics/index.ts";
import { databaseNow, type Database, oncePerKey, seal, type Transaction, unseal } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { badField, cleanText, type DetailStore, key, notAllowed, notFound, raiseTopics, type Refusal, type Senders } from "../visits/index.ts";
import { messagesOf } from "../views/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; senders: Senders; announce: Announce };
type Keys = "POST /api/visits/{visitId}/messages" | "GET /api/visits/{visitId}/messages";

export function createMessageHandlers({ database, directory, details, senders, announce }: Deps): Pick<Handlers, Keys> {
  /** Whether this asker may write and read here now, and in whose name. */
  async function side(
    asker: Asker,
    visitId: Id,
  ): Promise<{ organisations: readonly Id[]; subject: string; byId: Id | null; fromClinic: boolean; maySee: (clinicId: Id) => boolean } | Refusal> {
    if (asker.kind === "member") {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { actor } = who.sender;
      return {
        organisations: who.sender.organisations,
        subject: who.sender.subject,
        byId: who.member.personId,
        fromClinic: true,
        maySee: (clinicId) => actor.kind === "member" && (actor.rights.get(clinicId)?.seeWaitingArea ?? false),
      };
    }
    const who = await senders.guest(asker);
    if ("ok" in who) return who;
    if (asker.kind !== "caller" || who.visitId !== visitId) return notFound;
    return { organisations: who.sender.organisations, subject: who.sender.subject, byId: null, fromClinic: false, maySee: () => true };
  }

  async function openVisit(transaction: Transaction, visitId: Id): Promise<Visit | undefined> {
    return (await transaction.query<{ body: Visit }>({ name: "open-visit", text: "select body from tenant.visit where id = $1 and is_open", values: [visitId] })).rows[0]?.body;
  }

  return {
    async "POST /api/visits/{visitId}/messages"({ asker, params, body, idempotencyKey }) {
      const who = await side(asker, params.visitId);
      if ("ok" in who) return who;
      const text = cleanText(body.text);
      if (!text) return badField("text", "missing");
      let moves: TopicMoves = [];
      const answer = await database.transact(who.organisations, async (transaction): Promise<Answer<{ ok: true }>> => {
        const visit = await openVisit(transaction, params.visitId);
        if (!visit || !who.maySee(visit.clinicId)) return notFound;
        const opened = (await details.read(transaction, [visit.id])).get(visit.id);
        if (!opened) return notFound;
        if (!who.fromClinic && !(await directory.clinic(visit.clinicId))?.settings.twoWayMessages) return notAllowed;
        return oncePerKey(transaction, who.subject, key(idempotencyKey, `message ${visit.id}`, { text }), async () => {
          await transaction.query({
            name: "insert-message",
            text: `insert into tenant.message (id, organisation_id, visit_id, at, from_clinic, by_id, sealed, is_read) values ($1, $2, $3, ${databaseNow}, $4, $5, $6, $4)`,
            values: [uuidv7(), visit.organisationId, visit.id, who.fromClinic, who.byId, seal(opened.key, text)],
          });
          moves = await raiseTopics(transaction, [
            { name: `clinic:${visit.clinicId}`, keys: [`visit/${visit.id}`] },
            { name: `visit:${visit.id}`, keys: [""] },
          ]);
          return { ok: true, reply: { ok: true as const } };
        });
      });
      if (answer.ok) announce(moves);
      return answer;
    },

    async "GET /api/visits/{visitId}/messages"({ asker, params }) {
      const who = await side(asker, params.visitId);
      if ("ok" in who) return who;
      let moves: TopicMoves = [];
      const answer = await database.transact(who.organisations, async (transaction) => {
        const visit = await openVisit(transaction, params.visitId);
        const opened = visit && who.maySee(visit.clinicId) ? (await details.read(transaction, [visit.id])).get(visit.id) : undefined;
        if (!visit || !opened) return notFound;
        const stored = await messagesOf(transaction, visit.id);
        // To a caller the clinic writes as one: who it was is for colleagues.
        const names = await directory.names(who.fromClinic ? stored.flatMap(({ by_id }) => by_id ?? []) : []);
        if (who.fromClinic) {
          const read = await transaction.query("update tenant.message set is_read = true where visit_id = $1 and not is_read", [visit.id]);
          if (read.rowCount) moves = await raiseTopics(transaction, [{ name: `clinic:${visit.clinicId}`, keys: [`visit/${visit.id}`] }]);
        }
        const messages = stored.map(({ id, at, from_clinic, by_id, sealed }) => ({
          id,
          at,
          from: from_clinic ? ("clinic" as const) : ("caller" as const),
          text: unseal(opened.key, sealed).toString(),
          byName: (who.fromClinic && by_id && names.get(by_id)) || "",
        }));
        return { ok: true as const, reply: { messages } };
      });
      if (moves.length) announce(moves);
      return answer;
    },
  };
}
