import type { CallView } from "@anteroom/core/protocol";
import type { Action, Actor, Id, Rejection, Situation, Visit } from "@anteroom/core/visit";
import { orderKeyBefore } from "@anteroom/core/queue";
import { uuidv7 } from "uuidv7";
import type { Directory } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import type { Announce } from "../views/topic-reader.ts";
import { badField, notFound, organisationOf, type Senders } from "./asking.ts";
import { cleanText } from "./clean-text.ts";
import { correctDetails } from "./correct-details.ts";
import { type DetailStore, sealText, unsealText } from "./detail-store.ts";
import type { AuditEntry } from "./slice-store.ts";
import { type Door, key } from "./door.ts";

export type VisitDeps = { database: Database; directory: Directory; details: DetailStore; door: Door; senders: Senders; announce: Announce };
/** A call as this member will see it once the situation is written; see `callViewOf`. */
type CallSeenBy = (transaction: Transaction, next: Situation, callId: Id, member: Extract<Actor, { kind: "member" }>) => Promise<CallView | null>;
type Keys =
  | `POST /api/visits/{visitId}/${"join" | "hold" | "add" | "take-out" | "transfer" | "handover" | "handover/join" | "handover/give" | "handover/end" | "end" | "remove" | "opened" | "assign" | "order" | "details" | "cancel-place"}`
  | "GET /api/visits/{visitId}/activity";

export function createVisitHandlers(deps: VisitDeps & { callSeenBy: CallSeenBy }): Pick<Handlers, Keys> {
  const { database, directory, details, door, senders, callSeenBy } = deps;

  /** One command of a member on a visit: rule, audit, and names for whoever lost a race. */
  async function command<R>(
    request: { asker: Parameters<Senders["member"]>[0]; params: { visitId: string }; body: unknown; idempotencyKey: string | null; sourceAddress: string },
    action: Action,
    reply: R,
  ): Promise<Answer<R>> {
    const who = await senders.member(request.asker);
    if ("ok" in who) return who;
    const { params, body, idempotencyKey } = request;
    const answer = await door.run({
      sender: who.sender,
      idempotency: key(idempotencyKey, `${action.type} ${params.visitId}`, body),
      action,
      audit: (next) => auditOf(who.member.personId, action, params.visitId, next.visits.get(params.visitId), request.sourceAddress),
      reply: () => reply,
    });
    return answer.ok ? answer : withNames(directory, answer);
  }

  /** Notes that travel with a visit are sealed with its key before any rule sees them. */
  async function sealedNote(visitId: Id, note: string): Promise<string> {
    const organisationId = note && (await organisationOf(database, "visit", visitId));
    if (!organisationId) return "";
    return database.transact([organisationId], async (transaction) => {
      const found = (await details.read(transaction, [visitId])).get(visitId);
      return found ? sealText(found.key, cleanText(note)) : "";
    });
  }

  const done = { ok: true as const };
  return {
    async "POST /api/visits/{visitId}/join"(request) {
      const { visitId } = request.params;
      const seatId = request.body.seatId ?? uuidv7();
      const who = await senders.member(request.asker);
      if ("ok" in who) return who;
      const action: Action = {
        type: "join",
        visitId,
        seatId,
        expect: request.body.expect,
        confirmedUnlock: request.body.confirmedUnlock,
        ...(request.body.identifiedBy && { identifiedBy: request.body.identifiedBy }),
      };
      const { actor } = who.sender;
      let call: CallView | null = null;
      const answer = await door.run({
        sender: who.sender,
        idempotency: key(request.idempotencyKey, `join ${visitId}`, request.body),
        action,
        // Goes into the answer but not into what is kept of it: there are names in it.
        async also(transaction, _slice, next) {
          if (actor.kind === "member") call = await callSeenBy(transaction, next, next.visits.get(visitId)?.callId ?? "", actor);
        },
        audit: (next) => auditOf(who.member.personId, action, visitId, next.visits.get(visitId), request.sourceAddress),
        reply: (next) => {
          const callId = next.visits.get(visitId)?.callId ?? "";
          const own = [...next.seats.values()].find(
            (seat) => seat.callId === callId && seat.state === "in" && seat.party.kind === "member" && seat.party.personId === who.member.personId,
          );
          return { ok: true as const, callId, seatId: own?.id ?? seatId };
        },
      });
      return answer.ok ? { ...answer, reply: { ...answer.reply, call } } : withNames(directory, answer);
    },
    "POST /api/visits/{visitId}/hold": (request) => command(request, { type: "holdVisit", visitId: request.params.visitId }, done),
    "POST /api/visits/{visitId}/add": (request) => command(request, { type: "add", visitId: request.params.visitId, ...request.body }, done),
    "POST /api/visits/{visitId}/take-out": (request) => command(request, { type: "takeOut", visitId: request.params.visitId }, done),
    async "POST /api/visits/{visitId}/transfer"(request) {
      const { visitId } = request.params;
      return command(request, { type: "transfer", visitId, ...request.body, note: await sealedNote(visitId, request.body.note) }, done);
    },
    async "POST /api/visits/{visitId}/handover"(request) {
      const { visitId } = request.params;
      const [callId, seatId] = [uuidv7(), uuidv7()];
      return command(
        request,
        { type: "askHandover", visitId, toClinicId: request.body.toClinicId, note: await sealedNote(visitId, request.body.note), callId, seatId },
        { ok: true as const, callId, seatId },
      );
    },
    async "POST /api/visits/{visitId}/handover/join"(request) {
      const { visitId } = request.params;
      const seatId = uuidv7();
      const organisationId = await organisationOf(database, "visit", visitId);
      const callId =
        organisationId &&
        (await database.transact(
          [organisationId],
          async (transaction) => (await transaction.query<{ id: Id | null }>("select handover_call_id as id from tenant.visit where id = $1", [visitId])).rows[0]?.id,
        ));
      if (!callId) return notFound;
      return command(request, { type: "joinHandover", visitId, seatId }, { ok: true as const, callId, seatId });
    },
    "POST /api/visits/{visitId}/handover/give": (request) => command(request, { type: "giveHandover", visitId: request.params.visitId }, done),
    "POST /api/visits/{visitId}/handover/end": (request) => command(request, { type: "endHandover", visitId: request.params.visitId }, done),
    "POST /api/visits/{visitId}/end": (request) => command(request, { type: "end", visitId: request.params.visitId }, done),
    async "POST /api/visits/{visitId}/remove"(request) {
      const { visitId } = request.params;
      return command(request, { type: "remove", visitId, reason: await sealedNote(visitId, request.body.reason), forced: request.body.forced }, done);
    },
    async "POST /api/visits/{visitId}/opened"({ asker, params: { visitId } }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      // Nothing comes of the second time, so that it needs no memory of the first.
      return door.run({ sender: who.sender, idempotency: null, action: { type: "openRow", visitId }, reply: () => done });
    },
    "POST /api/visits/{visitId}/assign": (request) => command(request, { type: "assign", visitId: request.params.visitId, personId: request.body.personId }, done),
    "POST /api/visits/{visitId}/cancel-place": (request) => command(request, { type: "cancelPlace", visitId: request.params.visitId }, done),

    async "POST /api/visits/{visitId}/order"(request) {
      const { visitId } = request.params;
      const who = await senders.member(request.asker);
      if ("ok" in who) return who;
      const orderKey = await database.transact(who.sender.organisations, async (transaction) => {
        const { rows } = await transaction.query<{ body: Visit }>(
          "select body from tenant.visit where is_open and clinic_id = (select clinic_id from tenant.visit where id = $1) and body->'status'->>'state' = 'waiting'",
          [visitId],
        );
        const bodies = rows.map(({ body }) => body);
        return orderKeyBefore(bodies, visitId, request.body.beforeVisitId);
      });
      if (orderKey === null) return badField("beforeVisitId", "callerGone");
      return command(request, { type: "moveInQueue", visitId, orderKey }, done);
    },

    async "POST /api/visits/{visitId}/details"({ asker, params, body, sourceAddress }) {
      const who = await senders.member(asker);
      return "ok" in who ? who : correctDetails(deps, params.visitId, body, { personId: who.member.personId, organisations: who.sender.organisations, source: sourceAddress });
    },

    async "GET /api/visits/{visitId}/activity"({ asker, params }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { actor } = who.sender;
      return database.transact(who.sender.organisations, async (transaction) => {
        const { rows: visits } = await transaction.query<{ clinic_id: Id }>("select clinic_id from tenant.visit where id = $1", [params.visitId]);
        const clinicId = visits[0]?.clinic_id;
        if (!clinicId || actor.kind !== "member" || !actor.rights.get(clinicId)?.seeWaitingArea) return notFound;
        const { rows } = await transaction.query<{ id: Id; at: number; by_kind: "member"; by_id: Id | null; what: { type: string } & Record<string, unknown> }>(
          "select id, at, by_kind, by_id, what from tenant.activity where visit_id = $1 order by id limit 1000",
          [params.visitId],
        );
        const opened = (await details.read(transaction, [params.visitId])).get(params.visitId);
        const people = rows.flatMap(({ by_kind, by_id, what }) => [
          ...(by_kind === "member" && by_id ? [by_id] : []),
          ...(typeof what.personId === "string" ? [what.personId] : []),
        ]);
        const names = await directory.names(people);
        const lines = [];
        for (const { id, at, by_kind, by_id, what } of rows) {
          const facts: Record<string, string> = {};
          if (typeof what.personId === "string") facts.person = names.get(what.personId) ?? "";
          if (typeof what.fromClinicId === "string") facts.fromClinic = (await directory.clinic(what.fromClinicId))?.name ?? "";
          if (typeof what.toClinicId === "string") facts.toClinic = (await directory.clinic(what.toClinicId))?.name ?? "";
          if (Array.isArray(what.by)) facts.identifiedBy = what.by.map(String).join(" ");
          if (typeof what.note === "string") facts.note = unsealText(opened?.key, what.note);
          for (const name of ["reason", "why", "held", "locked", "undone", "knocking", "language", "version", "verified"] as const) {
            const fact = what[name];
            if (typeof fact === "string" || typeof fact === "boolean") facts[name] = String(fact);
          }
          lines.push({ id, at, byKind: by_kind, byName: by_kind === "member" && by_id ? (names.get(by_id) ?? "") : "", type: what.type, facts });
        }
        return { ok: true, reply: { lines } };
      });
    },
  };
}

export async function withNames<R>(directory: Directory, answer: Extract<Answer<R>, { ok: false }>): Promise<Answer<R>> {
  const ids = idsIn(answer.rejection as Rejection);
  if (!ids.length) return answer;
  const names = await directory.names(ids);
  return { ...answer, names: ids.map((id) => names.get(id) ?? "") };
}

function idsIn(rejection: Rejection): readonly Id[] {
  if (rejection.code === "takenBy") return rejection.personIds;
  return rejection.code === "locked" && rejection.holderId ? [rejection.holderId] : [];
}

/** What is audited of a member's deed: who met whom, and where people went; nothing a caller typed. */
export function auditOf(personId: Id, action: Action, visitId: Id, visit: Visit | undefined, source: string): AuditEntry[] {
  if (!visit) return [];
  const facts: Record<string, string> = { clinicId: visit.clinicId };
  if (action.type === "add") facts.met = action.confirmedVisitIds.join(" ");
  if (action.type === "join" && action.identifiedBy) facts.identifiedBy = action.identifiedBy.join(" ");
  if (action.type === "transfer") facts.toClinicId = action.toClinicId;
  return [{ organisationId: visit.organisationId, byKind: "member", byId: personId, action: `visit.${action.type}`, subjectId: visitId, facts, source }];
}
