import type { CallView, SeatView } from "@anteroom/core/protocol";

/** 2026-03-02 10:00 UTC. */
export const TEN_O_CLOCK = 1_772_445_600_000;

export function seatOf(id: string, name: string, role: SeatView["role"], more: Partial<SeatView> = {}): SeatView {
  return {
    id,
    name,
    role,
    kind: role === "host" ? "member" : "caller",
    state: "in",
    presence: "here",
    since: TEN_O_CLOCK,
    visitId: role === "guest" ? `visit-${id}` : null,
    knownAs: [],
    picture: null,
    ...more,
  };
}

export const drNair = seatOf("a-nair", "Dr Priya Nair", "host");
export const leila = seatOf("b-leila", "Leila Haddad", "guest");
export const samira = seatOf("c-samira", "Samira Aziz", "guest", { kind: "companion" });

export function callOf(you: SeatView, others: readonly SeatView[], more: Partial<CallView> = {}): CallView {
  return {
    id: "call-1",
    clinicId: "clinic-1",
    clinicName: "Cardiology",
    kind: "visit",
    capacity: 6,
    route: "direct",
    epoch: 0,
    locked: false,
    lockOffered: true,
    ownPictureSize: "medium",
    relayOnly: false,
    tools: { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: true, mayShare: true }, invitations: true },
    videoQuality: "sharp",
    openedAt: TEN_O_CLOCK,
    talkingSince: TEN_O_CLOCK,
    you: you.id,
    seats: [you, ...others],
    closed: false,
    invitations: [],
    ...more,
  };
}
