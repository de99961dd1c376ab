import type { PresenceView, SeatView } from "@anteroom/core/protocol";
import type { Id, Presence, Seat, Visit } from "@anteroom/core/visit";
import { type Directory, knownAs } from "../clinics/index.ts";
import { type Transaction, unseal } from "../db/index.ts";
import type { DetailStore, StoredDetails } from "../visits/index.ts";

export type SeatRow = { body: Seat; sealed_name: Buffer | null };

export async function liveSeats(transaction: Transaction, callIds: readonly Id[]): Promise<SeatRow[]> {
  if (!callIds.length) return [];
  return (
    await transaction.query<SeatRow>({ name: "live-seats", text: "select body, sealed_name from tenant.seat where is_live and call_id = any($1) order by id", values: [callIds] })
  ).rows;
}

export function presenceView(presence: Presence): PresenceView {
  return presence.state;
}

type Looking = {
  /** Whose call it is. */
  clinicId: Id;
  /** Visits whose callers are in it. */
  visitIds: readonly Id[];
  /** `clinic`: sees the person behind every alias. A guest sees what those of their visit see. */
  as: "clinic" | { guestOf: Id | null };
  mayKnowVisit: (visitId: Id) => boolean;
};

/** Members as whoever looks may know them, guests as they gave their name. */
export async function seatViews(
  transaction: Transaction,
  { directory, details }: { directory: Directory; details: DetailStore },
  seats: readonly SeatRow[],
  { clinicId, visitIds, as, mayKnowVisit }: Looking,
): Promise<SeatView[]> {
  const members = seats.flatMap(({ body }) => (body.party.kind === "member" ? [body.party.personId] : []));
  const guests = as === "clinic" ? visitIds : [as.guestOf];
  const [opened, aliasFor] = await Promise.all([
    details.read(transaction, [...new Set(seats.flatMap(({ body }) => ("visitId" in body.party ? [body.party.visitId] : [])))]),
    knownAs(transaction, guests, members, clinicId),
  ]);
  const names = await directory.names(members);
  const pictures = await directory.pictures(members);

  function member(personId: Id): Pick<SeatView, "name" | "knownAs" | "picture"> {
    const aliases = [...new Set(guests.flatMap((visitId) => aliasFor(visitId, personId) ?? []))];
    const person = { name: names.get(personId) ?? "", picture: pictures.get(personId) ?? null };
    if (as === "clinic") return { ...person, knownAs: aliases };
    // A face gives away whom an alias hides.
    return aliases[0] === undefined ? { ...person, knownAs: [] } : { name: aliases[0], picture: null, knownAs: [] };
  }

  return seats.map(({ body, sealed_name }) => {
    const { party } = body;
    const visitId = "visitId" in party ? party.visitId : null;
    return {
      id: body.id,
      ...(party.kind === "member" ? member(party.personId) : { name: guestName(party, visitId ? opened.get(visitId) : undefined, sealed_name), picture: null, knownAs: [] }),
      role: party.kind === "member" ? "host" : "guest",
      kind: party.kind,
      state: body.state,
      presence: presenceView(body.presence),
      since: body.since,
      visitId: visitId && mayKnowVisit(visitId) ? visitId : null,
    };
  });
}

function guestName(party: Seat["party"], details: StoredDetails | undefined, sealedName: Buffer | null): string {
  if (party.kind === "caller") return details ? fullName(details) : "";
  return details && sealedName ? unseal(details.key, sealedName).toString() : "";
}

export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim();
}

export function hostsOf(seats: readonly SeatRow[], visit: Visit): Id[] {
  return seats.flatMap(({ body }) => (body.callId === visit.callId && body.party.kind === "member" && body.state === "in" ? [body.party.personId] : []));
}
