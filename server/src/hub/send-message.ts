import type { HubAudience } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import { type Database, type Idempotency, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField, cleanName, cleanText, raiseTopics, type Refusal } from "../visits/index.ts";
import type { Place } from "./place.ts";

export type Writing = { title: string; body: string; to: HubAudience };
type Sent = { ok: true; id: Id; recipients: number };

/** Writes the message once for each of its readers, and moves their bells. */
export async function sendMessage(
  { database, announce }: { database: Database; announce: (moves: TopicMoves) => void },
  place: Place,
  { to, ...typed }: Writing,
  idempotency: Idempotency | null,
  source: string,
): Promise<Answer<Sent>> {
  const title = cleanName(typed.title);
  const body = cleanText(typed.body);
  if (!title) return badField("title", "missing");
  if (!body) return badField("body", "missing");
  const { member, organisations, organisationId, clinicId } = place;
  let moves: TopicMoves = [];
  const answer = await database.transact(organisations, (transaction) =>
    oncePerKey(transaction, place.subject, idempotency, async (): Promise<Answer<Sent>> => {
      const readers = await readersOf(transaction, place, to);
      if ("ok" in readers) return readers;
      const id = uuidv7();
      const toClinicId = to.kind === "clinic" ? to.clinicId : null;
      await transaction.query(
        "insert into tenant.hub_message (id, organisation_id, clinic_id, by_id, at, title, body, audience, to_clinic_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [id, organisationId, clinicId, member.personId, Date.now(), title, body, to.kind, toClinicId],
      );
      await transaction.query("insert into tenant.hub_recipient (message_id, organisation_id, person_id) select $1, $2, unnest($3::uuid[])", [id, organisationId, readers]);
      await recordChange(transaction, {
        organisationId,
        byId: member.personId,
        action: "message.sent",
        subjectId: id,
        before: null,
        after: { title, to: to.kind, recipients: readers.length, ...((toClinicId ?? clinicId) && { clinicId: toClinicId ?? clinicId }) },
        source,
      });
      moves = await raiseTopics(
        transaction,
        readers.map((personId) => ({ name: `person:${personId}`, keys: [""] })),
      );
      return { ok: true, reply: { ok: true, id, recipients: readers.length } };
    }),
  );
  if (moves.length) announce(moves);
  return answer;
}

/** Never the writer: nobody has to be told what they wrote. */
async function readersOf(transaction: Transaction, { member, organisationId, clinicId }: Place, to: HubAudience): Promise<Id[] | Refusal> {
  if (to.kind === "clinic") {
    const { rowCount } = await transaction.query("select 1 from tenant.clinic where id = $1 and organisation_id = $2", [to.clinicId, organisationId]);
    if (!rowCount || (clinicId && clinicId !== to.clinicId)) return badField("to.clinicId", "notOffered");
  }
  const { rows } = await transaction.query<{ id: Id }>("select id from tenant.people_of($1, $2)", [organisationId, to.kind === "clinic" ? to.clinicId : clinicId]);
  const reachable = new Set(rows.map(({ id }) => id));
  if (to.kind === "people" && to.personIds.some((id) => !reachable.has(id))) return badField("to.personIds", "outsiders");
  const readers = new Set(to.kind === "people" ? to.personIds : reachable);
  readers.delete(member.personId);
  return readers.size ? [...readers] : badField("to", "nobodyElse");
}
