import type { ParsedBody } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { phoneFault, plainPhone } from "@anteroom/core/typed";
import type { Id, Visit } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import { askedFields, type Clinic, type Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { answerFault } from "./answers.ts";
import { badField, badFields, notFound, type Refusal } from "./asking.ts";
import { cleanName, cleanText } from "./clean-text.ts";
import type { Details, DetailStore } from "./detail-store.ts";
import { raiseTopics } from "./raise-topics.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; announce: Announce };
type By = { personId: Id; organisations: readonly Id[]; source: string };
type Typed = ParsedBody<"POST /api/visits/{visitId}/details">;

/** Staff correct what a caller typed, or write notes. No rule decides it; the row is told anew, and the log says which fields, and never what. */
export async function correctDetails({ database, directory, details, announce }: Deps, visitId: Id, typed: Typed, by: By): Promise<Answer<{ ok: true }>> {
  let moves: TopicMoves = [];
  const refused = await database.transact(by.organisations, async (transaction): Promise<Refusal | null> => {
    const { rows } = await transaction.query<{ body: Visit }>("select body from tenant.visit where id = $1 and is_open", [visitId]);
    const visit = rows[0]?.body;
    const clinic = visit && (await directory.clinic(visit.clinicId));
    if (!visit || !clinic) return notFound;
    const member = await directory.member(by.personId);
    if (!member || !(await directory.rights(member)).get(visit.clinicId)?.seeWaitingArea) return notFound;
    const known = (await details.read(transaction, [visitId])).get(visitId);
    if (!known) return notFound;
    const asked = await askedFields((work) => work(transaction), directory, clinic, "staff");
    const wrong = typedFault(clinic, asked, known, typed);
    if (wrong) return wrong;
    let corrected: string[] = [];
    await details.change(transaction, visitId, (known) => {
      const next = withTyped(known, typed);
      const answers = asked.filter(({ id }) => known.fields[id] !== next.fields[id]).map(({ id }) => id);
      corrected = [...(["firstName", "lastName", "phone", "providerNotes"] as const).filter((name) => known[name] !== next[name]), ...answers];
      return next;
    });
    const { organisationId, clinicId } = visit;
    if (corrected.length)
      await recordChange(transaction, {
        organisationId,
        byId: by.personId,
        action: "visit.detailsCorrected",
        subjectId: visitId,
        before: null,
        after: { clinicId, corrected },
        source: by.source,
      });
    await transaction.query("insert into tenant.activity (id, organisation_id, visit_id, clinic_id, at, by_kind, by_id, what) values ($1, $2, $3, $4, $5, 'member', $6, $7)", [
      uuidv7(),
      organisationId,
      visitId,
      clinicId,
      Date.now(),
      by.personId,
      JSON.stringify({ type: "edited" }),
    ]);
    moves = await raiseTopics(transaction, [
      { name: `clinic:${clinicId}`, keys: [`visit/${visitId}`] },
      { name: `visit:${visitId}`, keys: [""] },
      { name: `call:${visit.callId}`, keys: [""] },
    ]);
    return null;
  });
  if (refused) return refused;
  announce(moves);
  return { ok: true, reply: { ok: true } };
}

/**
 * Which field is wrong, why, and what to do. What a caller had to fill in cannot be emptied; what staff have to fill in is due with the first
 * answer that is given. A field that stays as it was is not judged: it may be older than the question.
 */
function typedFault({ settings }: Clinic, asked: readonly EntryField[], known: Details, typed: Typed): Refusal | null {
  const next = withTyped(known, typed);
  if (!next.firstName) return badField("firstName", "name");
  if (settings.lastNameRequired && known.lastName && !next.lastName) return badField("lastName", "name");
  if (next.phone !== known.phone && phoneFault(next.phone)) return badField("phone", "noPhone");
  if (!typed.fields) return null;
  const unknown = Object.keys(typed.fields).find((id) => !asked.some((field) => field.id === id));
  if (unknown !== undefined) return badField(`fields.${unknown}`, "unknown");
  for (const field of asked) {
    const value = next.fields[field.id] ?? "";
    const isDue = field.required && field.audience === "provider";
    const fault = value !== (known.fields[field.id] ?? "") || (isDue && !value) ? answerFault(`fields.${field.id}`, field, value) : null;
    if (fault) return badFields(fault);
  }
  return null;
}

function withTyped(known: Details, { firstName, lastName, phone, fields, providerNotes }: Typed): Details {
  return {
    ...known,
    firstName: firstName === undefined ? known.firstName : cleanName(firstName),
    lastName: lastName === undefined ? known.lastName : cleanName(lastName),
    phone: phone === undefined ? known.phone : plainPhone(cleanName(phone)),
    fields: fields === undefined ? known.fields : { ...known.fields, ...Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, cleanText(value)])) },
    providerNotes: providerNotes === undefined ? known.providerNotes : cleanText(providerNotes),
  };
}
