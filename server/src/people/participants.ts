import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { liveSeats, seatViews } from "../views/index.ts";
import { type DetailStore, notFound, type Senders } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; senders: Senders };

/** Colleagues of one clinic may know who is with a caller without sitting there; a lock keeps them out of the call, not out of the list. */
export function createParticipantsHandler({ database, directory, details, senders }: Deps): Pick<Handlers, "GET /api/visits/{visitId}/participants"> {
  return {
    async "GET /api/visits/{visitId}/participants"({ asker, params }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const rights = await directory.rights(who.member);
      return database.transact(who.sender.organisations, async (transaction) => {
        const { rows } = await transaction.query<{ clinic_id: Id; call_id: Id; call_clinic_id: Id }>(
          "select v.clinic_id, v.call_id, c.clinic_id as call_clinic_id from tenant.visit v join tenant.call c on c.id = v.call_id where v.id = $1 and v.is_open",
          [params.visitId],
        );
        const visit = rows[0];
        if (!visit || !rights.get(visit.clinic_id)?.seeWaitingArea) return notFound;
        const seats = await liveSeats(transaction, [visit.call_id]);
        // A caller of another clinic may sit there too: who they are is told to those who may know it.
        const { rows: others } = await transaction.query<{ id: Id; clinic_id: Id }>("select id, clinic_id from tenant.visit where call_id = $1 and is_open", [visit.call_id]);
        const known = new Set(others.flatMap(({ id, clinic_id }) => (rights.get(clinic_id)?.seeWaitingArea ? [id] : [])));
        const views = await seatViews(transaction, { directory, details }, seats, {
          clinicId: visit.call_clinic_id,
          visitIds: others.map(({ id }) => id),
          as: "clinic",
          mayKnowVisit: (visitId) => known.has(visitId),
        });
        return { ok: true, reply: { seats: views.map((seat) => (seat.visitId || seat.kind === "member" || seat.kind === "roomGuest" ? seat : { ...seat, name: "" })) } };
      });
    },
  };
}
