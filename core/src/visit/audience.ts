import type { Actor, Call, Id, Seat, Situation, Visit } from "./model.ts";

/**
 * Who somebody is to a visit. *clinic*: member of the clinic that has it now. *handoverTarget*: member of the clinic that is asked to
 * take over. *earlierClinic*: member of a clinic that had it. *sameCall*: sits in the same call without any of these.
 */
export type Audience = "caller" | "companion" | "clinic" | "handoverTarget" | "earlierClinic" | "sameCall" | "stranger";

/** What there is to see of a visit. */
export type VisitPart =
  | "ownState"
  | "ownMessages"
  | "details"
  | "row"
  | "activity"
  /** Who asks, from which clinic, with which note; nothing of the caller. */
  | "handoverRequest"
  /** That it went to another clinic, and to which; nothing after. */
  | "whereItWent"
  /** Name and seat, as for any guest. */
  | "nameInCall";

/** Product/1 and the table *Who sees what*. What is not listed is not sent: not in another field, not for a moment. */
export const sees: Record<Audience, readonly VisitPart[]> = {
  caller: ["ownState", "ownMessages", "nameInCall"],
  companion: ["ownState", "nameInCall"],
  clinic: ["details", "row", "activity", "nameInCall"],
  handoverTarget: ["handoverRequest"],
  earlierClinic: ["whereItWent"],
  sameCall: ["nameInCall"],
  stranger: [],
};

type Viewer = Exclude<Actor, { kind: "system" }>;

/**
 * The audience somebody belongs to at this moment. `earlierClinicIds`: clinics of the closed stays of the visit, which a situation does not hold.
 * Somebody who belongs to several gets the one that sees most.
 */
export function audienceOf(visit: Visit, situation: Situation, viewer: Viewer, earlierClinicIds: readonly Id[] = []): Audience {
  if (viewer.kind === "caller" && viewer.visitId === visit.id) return "caller";
  const own = ownSeat(situation, viewer);
  if (viewer.kind === "companion" && own?.party.kind === "companion" && own.party.visitId === visit.id) return "companion";
  if (viewer.kind === "member") {
    const mayWork = (clinicId: Id) => viewer.rights.get(clinicId)?.seeWaitingArea === true;
    if (mayWork(visit.clinicId)) return "clinic";
    if (sharesCall(visit, situation, own)) return "sameCall";
    if (visit.handover && mayWork(visit.handover.toClinicId)) return "handoverTarget";
    return earlierClinicIds.some(mayWork) ? "earlierClinic" : "stranger";
  }
  return sharesCall(visit, situation, own) ? "sameCall" : "stranger";
}

/** Both are *in*: somebody held or knocking sees nobody, and nobody but their hosts sees them. */
function sharesCall(visit: Visit, situation: Situation, own: Seat | undefined): boolean {
  if (own?.state !== "in" || own.callId !== visit.callId || visit.status.state === "ended") return false;
  if (own.party.kind === "member") return true;
  return [...situation.seats.values()].some((seat) => seat.state === "in" && seat.party.kind === "caller" && seat.party.visitId === visit.id);
}

/** What somebody sees of a call: everybody in it (hosts also those who knock and are put aside), those who are in, their own seat, or nothing. */
export type CallAudience = "host" | "inside" | "outsideTheDoor" | "stranger";

export function callAudienceOf(call: Call, situation: Situation, viewer: Viewer): CallAudience {
  const own = ownSeat(situation, viewer);
  if (own?.callId !== call.id || call.closedAt !== null) return "stranger";
  if (own.state !== "in") return "outsideTheDoor";
  return own.party.kind === "member" ? "host" : "inside";
}

function ownSeat(situation: Situation, viewer: Viewer): Seat | undefined {
  return [...situation.seats.values()].find((seat) => {
    if (seat.state === "left") return false;
    switch (viewer.kind) {
      case "caller":
        return seat.party.kind === "caller" && seat.party.visitId === viewer.visitId;
      case "member":
        return seat.party.kind === "member" && seat.party.personId === viewer.personId;
      default:
        return seat.id === viewer.seatId;
    }
  });
}
