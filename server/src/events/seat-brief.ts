import type { Id, SeatState } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";

/** Where a live seat is, and which connection of which node holds it. */
export type SeatBrief = { id: Id; call_id: Id; visit_id: Id | null; person_id: Id | null; state: SeatState; node_id: Id | null; connection_id: Id | null };

export type FindSeat = (seatId: Id, fresh?: boolean) => Promise<SeatBrief | undefined>;

/** A seat changes seldom, and signals come in bursts. Milliseconds. */
const FRESH_MS = 200;
const MOST = 10_000;

/** Undefined for a seat that was left or never was. */
export function createFindSeat(database: Database): FindSeat {
  const known = new Map<Id, { until: number; brief: Promise<SeatBrief | undefined> }>();
  return (seatId, fresh = false) => {
    const earlier = known.get(seatId);
    if (!fresh && earlier && earlier.until > performance.now()) return earlier.brief;
    const brief = findLiveSeats(database, [seatId]).then((rows) => rows[0]);
    known.set(seatId, { until: performance.now() + FRESH_MS, brief });
    brief.catch(() => known.delete(seatId));
    if (known.size > MOST) for (const [id, { until }] of known) if (until < performance.now()) known.delete(id);
    return brief;
  };
}

export function findLiveSeats(database: Database, seatIds: readonly Id[]): Promise<SeatBrief[]> {
  return database.query<SeatBrief>("select * from tenant.seats_brief($1)", [seatIds]);
}
