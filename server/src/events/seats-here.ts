import type { ClientFrame } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { SeatPresence } from "../calls/index.ts";
import type { Connection } from "./connection.ts";
import type { FindSeat } from "./seat-brief.ts";

/** A reload is back within this; staff need not see it. Milliseconds. */
const RELOAD_MS = 1_500;
/** A loss that could not be written is written later: a row must not stay *here* for ever. Milliseconds. */
const RETRY_MS = 1_000;

type Deps = {
  nodeId: Id;
  presence: SeatPresence;
  findSeat: FindSeat;
  connection: (id: Id) => Connection | undefined;
  /** To a connection of another node. */
  tellElsewhere: (nodeId: Id, connectionId: Id, seatId: Id) => void;
  report: (what: string, error: unknown) => void;
};

/** Which pages of this node are live for which seats. The seat itself is a row that outlives them all. */
export class SeatsHere {
  readonly #deps: Deps;
  readonly #pages = new Map<Id, Connection>();
  #isOver = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  at(seatId: Id): Connection | undefined {
    return this.#pages.get(seatId);
  }

  async sit(connection: Connection, { seatId, pageId, takeOver }: Extract<ClientFrame, { t: "sit" }>): Promise<void> {
    const { nodeId, presence, findSeat, tellElsewhere } = this.#deps;
    const { asker } = connection;
    const seat = await findSeat(seatId, true);
    const isOwn = asker.kind === "member" ? seat?.person_id === asker.personId : asker.seatId === seatId;
    if (!seat || !isOwn) return;
    const claimed = await presence.claim(seatId, { nodeId, connectionId: connection.id, pageId, takeOver }, !connection.visible);
    if (claimed.result === "gone") return;
    if (claimed.result === "taken") return connection.send({ t: "elsewhere", seatId });
    const { before } = claimed;
    if (before && before !== connection.id) {
      const there = this.#deps.connection(before);
      if (there) this.standBack(there, seatId);
      else if (seat.node_id && seat.node_id !== nodeId) tellElsewhere(seat.node_id, before, seatId);
    }
    if (connection.seatId && connection.seatId !== seatId && this.#pages.get(connection.seatId) === connection) this.#pages.delete(connection.seatId);
    connection.seatId = seatId;
    this.#pages.set(seatId, connection);
    connection.send({ t: "seated", seatId });
    // Gone while the claim was written: nobody else would ever say so.
    if (connection.closed) this.left(connection);
  }

  /** Another page of the person has taken over. */
  standBack(connection: Connection, seatId: Id): void {
    if (connection.seatId === seatId) connection.seatId = null;
    if (this.#pages.get(seatId) === connection) this.#pages.delete(seatId);
    connection.send({ t: "elsewhere", seatId });
  }

  async show(connection: Connection, visible: boolean): Promise<void> {
    if (visible === connection.visible) return;
    connection.visible = visible;
    try {
      if (connection.seatId) await this.#deps.presence.away(connection.seatId, connection.id, !visible);
    } catch (error) {
      // The next beat tries again.
      connection.visible = !visible;
      throw error;
    }
  }

  left(connection: Connection): void {
    const { seatId } = connection;
    if (!seatId || this.#pages.get(seatId) !== connection) return;
    this.#pages.delete(seatId);
    if (!this.#isOver) setTimeout(() => void this.#lose(seatId, connection.id), RELOAD_MS);
  }

  /** This node is leaving: its pages go to other nodes, and whoever does not is found when its lease has run out. */
  leave(): void {
    this.#isOver = true;
  }

  async #lose(seatId: Id, connectionId: Id): Promise<void> {
    // Another page of this seat is here by now: nothing was lost.
    while (!this.#isOver && !this.#pages.has(seatId)) {
      try {
        return await this.#deps.presence.lost(seatId, connectionId);
      } catch (error) {
        this.#deps.report("a lost page", error);
        await new Promise((later) => setTimeout(later, RETRY_MS));
      }
    }
  }
}
