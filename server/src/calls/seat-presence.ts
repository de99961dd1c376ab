import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { Door } from "../visits/index.ts";

export type SeatClaim = { nodeId: Id; connectionId: Id; pageId: string; takeOver: boolean };

/** Which page is live for a seat, and whether it can be reached. Every write is guarded by the connection that it is about. */
export type SeatPresence = {
  /**
   * `taken`: another page that can be reached holds the seat, and this one did not ask to take over. `gone`: no such live seat.
   * `before`: the connection that held the seat until now, to be told.
   */
  claim(seatId: Id, claim: SeatClaim, away: boolean): Promise<{ result: "seated"; before: Id | null } | { result: "taken" } | { result: "gone" }>;
  /** The connection is gone. Of no effect when another connection holds the seat by now. */
  lost(seatId: Id, connectionId: Id): Promise<void>;
  /** The page was hidden or shown again. */
  away(seatId: Id, connectionId: Id, away: boolean): Promise<void>;
  /** Seats of nodes that are gone: their grace begins now, when the servers can hear again. */
  takeOverOrphans(): Promise<void>;
};

export function createSeatPresence({ database, door }: { database: Database; door: Door }): SeatPresence {
  async function organisationOf(seatId: Id): Promise<Id | null> {
    const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of('seat', $1) as id", [seatId]);
    return row?.id ?? null;
  }

  async function isHolder(organisationId: Id, seatId: Id, connectionId: Id): Promise<boolean> {
    return database.transact([organisationId], async (transaction) => {
      const { rowCount } = await transaction.query("select 1 from tenant.seat where id = $1 and connection_id = $2 and is_live", [seatId, connectionId]);
      return rowCount === 1;
    });
  }

  return {
    async claim(seatId, { nodeId, connectionId, pageId, takeOver }, away) {
      const organisationId = await organisationOf(seatId);
      if (!organisationId) return { result: "gone" };
      const claimed = await database.transact([organisationId], async (transaction) => {
        const { rows } = await transaction.query<{ page_id: string | null; connection_id: Id | null; state: string }>(
          "select page_id, connection_id, body -> 'presence' ->> 'state' as state from tenant.seat where id = $1 and is_live for update",
          [seatId],
        );
        const seat = rows[0];
        if (!seat) return { result: "gone" as const };
        // A reload keeps the page id, so it is no second device; a page that cannot be reached holds nothing.
        const heldByAnother = seat.connection_id !== null && seat.page_id !== null && seat.page_id !== pageId && (seat.state === "here" || seat.state === "away");
        if (heldByAnother && !takeOver) return { result: "taken" as const };
        await transaction.query("update tenant.seat set node_id = $2, connection_id = $3, page_id = $4 where id = $1", [seatId, nodeId, connectionId, pageId]);
        return { result: "seated" as const, before: seat.connection_id };
      });
      if (claimed.result === "seated") await door.runSystem({ type: "seatBack", seatId, away }, [organisationId]);
      return claimed;
    },

    async lost(seatId, connectionId) {
      const organisationId = await organisationOf(seatId);
      if (!organisationId || !(await isHolder(organisationId, seatId, connectionId))) return;
      await door.runSystem({ type: "seatLost", seatId }, [organisationId], async (transaction) => {
        await transaction.query("update tenant.seat set connection_id = null, node_id = null where id = $1 and connection_id = $2", [seatId, connectionId]);
      });
    },

    async away(seatId, connectionId, away) {
      const organisationId = await organisationOf(seatId);
      if (!organisationId || !(await isHolder(organisationId, seatId, connectionId))) return;
      await door.runSystem({ type: "seatBack", seatId, away }, [organisationId]);
    },

    async takeOverOrphans() {
      const orphans = await database.query<{ id: Id; organisation_id: Id }>("select * from tenant.orphaned_seats()");
      for (const { id, organisation_id: organisationId } of orphans) {
        await door.runSystem({ type: "seatLost", seatId: id }, [organisationId], async (transaction) => {
          await transaction.query("update tenant.seat set connection_id = null, node_id = null where id = $1", [id]);
        });
      }
    },
  };
}
