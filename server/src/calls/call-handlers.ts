import type { ServerFrame } from "@anteroom/core/protocol";
import type { Action, Id, Seat, Situation } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Directory, knownAs } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { type Door, key, notFound, type Sender, type Senders, withNames } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; door: Door; senders: Senders; sendToSeat: (seatId: Id, frame: ServerFrame) => void };
type Keys =
  | "POST /api/calls"
  | `POST /api/calls/{callId}/${"leave" | "end" | "lock" | "group"}`
  | "POST /api/seats/hold"
  | `POST /api/seats/{seatId}/${"accept" | "decline" | "disconnect" | "mute"}`;

export function createCallHandlers({ database, directory, door, senders, sendToSeat }: Deps): Pick<Handlers, Keys> {
  async function command<R>(
    request: { asker: Asker; params: object; body: unknown; idempotencyKey: string | null; sourceAddress: string },
    action: Action,
    reply: (next: Situation) => R,
  ): Promise<Answer<R>> {
    const who = await senders.member(request.asker);
    if ("ok" in who) return who;
    return run(who.sender, request, action, reply);
  }

  async function run<R>(
    sender: Sender,
    request: { params: object; body: unknown; idempotencyKey: string | null; sourceAddress: string },
    action: Action,
    reply: (next: Situation) => R,
  ): Promise<Answer<R>> {
    const subjectId = "callId" in action ? action.callId : "seatId" in action ? action.seatId : null;
    const organisationId = sender.organisations[0];
    const answer = await door.run({
      sender,
      idempotency: key(request.idempotencyKey, action.type, { ...request.params, body: request.body }),
      action,
      audit: (next) => {
        const call = subjectId ? next.calls.get(subjectId) : undefined;
        const of = call?.organisationId ?? organisationId;
        return of && sender.actor.kind === "member"
          ? [
              {
                organisationId: of,
                byKind: "member",
                byId: sender.actor.personId,
                action: `call.${action.type}`,
                subjectId,
                facts: call ? { clinicId: call.clinicId } : {},
                source: request.sourceAddress,
              },
            ]
          : [];
      },
      reply,
    });
    // Who is in the way is told to colleagues alone.
    return answer.ok || sender.actor.kind !== "member" ? answer : withNames(directory, answer);
  }

  const done = () => ({ ok: true as const });
  return {
    async "POST /api/calls"(request) {
      const [callId, seatId] = [uuidv7(), uuidv7()];
      return command(request, { type: "openCall", callId, seatId, ...request.body }, () => ({ ok: true as const, callId, seatId }));
    },
    async "POST /api/calls/{callId}/leave"(request) {
      const { callId } = request.params;
      if (request.asker.kind === "member") return command(request, { type: "leaveCall", callId }, done);
      const who = await senders.guest(request.asker);
      return "ok" in who ? who : run(who.sender, request, { type: "leave" }, done);
    },
    "POST /api/calls/{callId}/end": (request) => command(request, { type: "endCall", callId: request.params.callId }, done),
    "POST /api/calls/{callId}/lock": (request) => command(request, { type: "lock", callId: request.params.callId, locked: request.body.locked }, done),
    "POST /api/calls/{callId}/group": (request) => command(request, { type: "continueAsGroup", callId: request.params.callId }, done),
    "POST /api/seats/hold": (request) => command(request, { type: "holdSeats", ...request.body }, done),
    "POST /api/seats/{seatId}/accept": (request) => command(request, { type: "accept", seatId: request.params.seatId }, done),
    "POST /api/seats/{seatId}/decline": (request) => command(request, { type: "decline", seatId: request.params.seatId }, done),
    "POST /api/seats/{seatId}/disconnect": (request) => command(request, { type: "disconnect", seatId: request.params.seatId }, done),

    // Nothing is stored: the page of that seat turns its own microphone off, and only its person turns it on again.
    async "POST /api/seats/{seatId}/mute"({ asker, params }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { id: personId, name } = who.member.person;
      const byName = await database.transact(who.sender.organisations, async (transaction) => {
        const { rows } = await transaction.query<{ body: Seat; clinic_id: Id }>(
          `select other.body, c.clinic_id from tenant.seat other join tenant.seat own on own.call_id = other.call_id join tenant.call c on c.id = other.call_id
             where other.id = $1 and other.is_in and own.is_in and own.person_id = $2`,
          [params.seatId, personId],
        );
        const [row] = rows;
        if (!row) return null;
        const { party } = row.body;
        if (party.kind === "member") return name;
        const guestOf = "visitId" in party ? party.visitId : null;
        return (await knownAs(transaction, [guestOf], [personId], row.clinic_id))(guestOf, personId) ?? name;
      });
      if (byName === null) return notFound;
      sendToSeat(params.seatId, { t: "muted", seatId: params.seatId, byName });
      return { ok: true, reply: { ok: true } };
    },
  };
}
