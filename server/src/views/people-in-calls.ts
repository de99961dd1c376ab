import type { PresenceView, SeatView } from "@anteroom/core/protocol";
import type { Id, Presence, Seat, Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
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

/** Names as everybody in the call sees them: members by their name, guests as they gave it. */
export async function seatViews(
  transaction: Transaction,
  { directory, details }: { directory: Directory; details: DetailStore },
  seats: readonly SeatRow[],
  mayKnowVisit: (visitId: Id) => boolean,
): Promise<SeatView[]> {
  const visitIds = [...new Set(seats.flatMap(({ body }) => ("visitId" in body.party ? [body.party.visitId] : [])))];
  const opened = await details.read(transaction, visitIds);
  const names = await directory.names(seats.flatMap(({ body }) => (body.party.kind === "member" ? [body.party.personId] : [])));
  return seats.map(({ body, sealed_name }) => {
    const { party } = body;
    const visitId = "visitId" in party ? party.visitId : null;
    return {
      id: body.id,
      name: nameOf(party, visitId ? opened.get(visitId) : undefined, sealed_name, names),
      role: party.kind === "member" ? "host" : "guest",
      kind: party.kind,
      state: body.state,
      presence: presenceView(body.presence),
      since: body.since,
      visitId: visitId && mayKnowVisit(visitId) ? visitId : null,
    };
  });
}

function nameOf(party: Seat["party"], details: StoredDetails | undefined, sealedName: Buffer | null, names: ReadonlyMap<Id, string>): string {
  if (party.kind === "member") return names.get(party.personId) ?? "";
  if (party.kind === "caller") return details ? fullName(details) : "";
  return details && sealedName ? unseal(details.key, sealedName).toString() : "";
}

export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim();
}

export function hostsOf(seats: readonly SeatRow[], visit: Visit): Id[] {
  return seats.flatMap(({ body }) => (body.callId === visit.callId && body.party.kind === "member" && body.state === "in" ? [body.party.personId] : []));
}
