import { type ClientFrame, parseClientFrame, type ServerFrame, type TopicName } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Accounts } from "../accounts/index.ts";
import type { SeatPresence } from "../calls/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import { type IceFor, isRelayOnly } from "../media/index.ts";
import type { TopicMoves, TopicReader } from "../views/topic-reader.ts";
import type { DetailStore } from "../visits/index.ts";
import { raiseTopics } from "../visits/index.ts";
import { AccessWatch } from "./access-watch.ts";
import { type Carrier, Connection, type Session } from "./connection.ts";
import { MembersHere } from "./members-here.ts";
import { NodeLease } from "./node-lease.ts";
import { NodeWire } from "./node-wire.ts";
import { createFindSeat, type FindSeat } from "./seat-brief.ts";
import { SeatsHere } from "./seats-here.ts";
import { passSignal } from "./signal-lane.ts";
import { TopicLanes } from "./topic-lanes.ts";
import { type GrantMessage, WarmLane } from "./warm-lane.ts";

export type HubDeps = {
  nodeId: Id;
  databaseUrl: string;
  database: Database;
  directory: Directory;
  details: DetailStore;
  reader: TopicReader;
  presence: SeatPresence;
  accounts: Pick<Accounts, "livingSessions">;
  iceFor: IceFor;
  report: (what: string, error: unknown) => void;
  /** Something that an operator must look at. */
  alert: (sentence: string) => void;
};

/** Between nodes: a frame for a seat or for a connection, or a grant whose caller is connected there. */
type NodeMessage = { seatId: Id; frame: ServerFrame } | { connectionId: Id; frame: ServerFrame } | { grant: GrantMessage };

/** A person has a few pages open; more is a program. */
const PAGES_OF_A_GUEST = 20;
/** *My clinics* watches two of each clinic. */
const MAX_TOPICS = 600;
/** What a frame takes from the allowance of its page, beside one for itself. */
const TOPIC_COST = 0.1;
const READINESS_COST = 20;
const RELAY_FRESH_MS = 1_000;

/** Everything that is connected to this node: durable topics down, volatile frames between seats, presence up. */
export class StreamHub {
  readonly #deps: HubDeps;
  readonly #connections = new Map<Id, Connection>();
  readonly #guestPages = new Map<Id, number>();
  readonly #lanes: TopicLanes;
  readonly #wire: NodeWire;
  readonly #lease: NodeLease;
  readonly #access: AccessWatch;
  readonly #seats: SeatsHere;
  readonly #members: MembersHere;
  readonly #warm: WarmLane;
  readonly #findSeat: FindSeat;
  readonly #relayOnly = new Map<Id, { until: number; answer: Promise<boolean> }>();
  /** Numbers whose other effects, beside what is shown, were seen to. */
  readonly #seen = new Map<TopicName, number>();
  #draining = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    const { nodeId, database, directory, presence, report } = deps;
    this.#findSeat = createFindSeat(database);
    this.#members = new MembersHere({ ...deps, announce: (moves) => this.announce(moves) });
    this.#lanes = new TopicLanes(deps.reader, report, (connection, topic) => this.#members.left(connection, topic));
    this.#wire = new NodeWire({
      ...deps,
      onMoves: (moves) => this.#moved(moves),
      onLook: (moves) => this.#heal(moves),
      onMessage: (message) => this.#fromNode(message as NodeMessage),
    });
    this.#lease = new NodeLease({
      database,
      nodeId,
      onLost: () => this.#closeAll(1012, "this node lost its lease"),
      takeOver: async () => {
        await presence.takeOverOrphans();
        await this.#members.sweep();
      },
      report,
      alert: deps.alert,
    });
    this.#access = new AccessWatch({ ...deps, connections: () => this.#connections.values(), doubt: (connection) => this.#lanes.doubt(connection) });
    this.#seats = new SeatsHere({
      ...deps,
      findSeat: this.#findSeat,
      connection: (id) => this.#connections.get(id),
      tellElsewhere: (node, connectionId, seatId) => this.#sendToConnection(node, connectionId, { t: "elsewhere", seatId }),
    });
    this.#warm = new WarmLane({
      ...deps,
      directory,
      findSeat: this.#findSeat,
      isRelayOnly: (callId) => this.#isRelayOnly(callId),
      sendToSeat: (seatId, frame) => this.sendToSeat(seatId, frame),
      sendToConnection: (node, connectionId, frame) => this.#sendToConnection(node, connectionId, frame),
      sendGrant: (node, grant) => this.#wire.send(node, { grant } satisfies NodeMessage),
    });
  }

  async open(): Promise<void> {
    await this.#lease.open();
    await this.#wire.open();
    this.#access.open();
  }

  /** Resolves when the database has just taken a write of this node. */
  prove(): Promise<void> {
    return this.#lease.prove();
  }

  /** Called only after the commit. */
  announce(moves: TopicMoves): void {
    this.#moved(moves);
    this.#wire.tell(moves);
  }

  // ── one page ──

  /** Null when this node takes nobody, or no more of this guest. */
  connect(asker: Session, carrier: Carrier): Connection | null {
    if (this.#lease.isLost) return null;
    if (asker.kind !== "member") {
      const pages = this.#guestPages.get(asker.sessionId) ?? 0;
      if (pages >= PAGES_OF_A_GUEST) return null;
      this.#guestPages.set(asker.sessionId, pages + 1);
    }
    const connection = new Connection(uuidv7(), asker, carrier);
    this.#connections.set(connection.id, connection);
    this.#access.add(connection);
    connection.send({ t: "welcome", connectionId: connection.id, now: Date.now(), ...idsOf(asker) });
    if (this.#draining) connection.send({ t: "leaving", withinMs: 1_000 });
    return connection;
  }

  receive(connection: Connection, text: string): void {
    const frame = parseClientFrame(text);
    // An unknown frame costs like a known one, so that parsing is no way around the limit.
    if (!frame) return connection.allows() ? connection.nonsense() : undefined;
    this.take(connection, frame);
  }

  take(connection: Connection, frame: ClientFrame): void {
    if (connection.closed || !connection.allows(costOf(frame))) return;
    this.#take(connection, frame).catch((error: unknown) => {
      this.#deps.report(`a ${frame.t} frame`, error);
      // Without its seat a page is lost to the others: it comes again, and asks again.
      if (frame.t === "sit") connection.close(1011, "try again");
    });
  }

  disconnect(connection: Connection): void {
    connection.closed = true;
    if (!this.#connections.delete(connection.id)) return;
    const { asker } = connection;
    if (asker.kind !== "member") {
      const left = (this.#guestPages.get(asker.sessionId) ?? 1) - 1;
      if (left > 0) this.#guestPages.set(asker.sessionId, left);
      else this.#guestPages.delete(asker.sessionId);
    }
    this.#access.remove(connection);
    for (const topic of [...connection.topics]) this.#lanes.unwatch(connection, topic);
    this.#seats.left(connection);
  }

  async #take(connection: Connection, frame: ClientFrame): Promise<void> {
    switch (frame.t) {
      case "watch":
        for (const { name, since } of frame.topics) this.#watch(connection, name, since);
        return;
      case "unwatch":
        for (const name of frame.topics) this.#lanes.unwatch(connection, name);
        return;
      case "beat":
        connection.send({ t: "beat" });
        return this.#seats.show(connection, frame.visible);
      case "sit":
        return this.#seats.sit(connection, frame);
      case "signal":
        return passSignal(connection, frame, {
          findSeat: this.#findSeat,
          isRelayOnly: (callId) => this.#isRelayOnly(callId),
          warm: this.#warm,
          sendToSeat: (seatId, passed) => this.sendToSeat(seatId, passed),
        });
      case "warm":
        return this.#warm.warm(connection, frame.visitId);
      case "cool":
        return this.#warm.cool(connection, frame.visitId);
      case "readiness":
        return this.#readiness(connection, frame.readiness);
    }
  }

  #watch(connection: Connection, topic: TopicName, since: number | null): void {
    if (!connection.topics.has(topic) && !(mayEverSee(connection.asker, topic) && connection.topics.size < MAX_TOPICS)) {
      if (connection.asker.kind !== "member") this.#alertOf(connection, topic);
      return connection.send({ t: "refused", topic });
    }
    this.#lanes.watch(connection, topic, since);
    this.#members.came(connection, topic).catch((error: unknown) => this.#deps.report("who is online", error));
  }

  /** No page of ours asks for this: somebody tries the door. The line is closed when it is tried again and again. */
  #alertOf(connection: Connection, topic: TopicName): void {
    if (!connection.isSuspect) this.#deps.alert(`The page of a guest asked for a ${topic.split(":")[0]} topic that is not theirs. It was refused.`);
    connection.isSuspect = true;
    connection.nonsense();
  }

  async #readiness(connection: Connection, readiness: Extract<ClientFrame, { t: "readiness" }>["readiness"]): Promise<void> {
    const { asker } = connection;
    if (asker.kind !== "caller") return connection.nonsense();
    const { database, details } = this.#deps;
    const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of('visit', $1) as id", [asker.visitId]);
    if (!row?.id) return;
    const moves = await database.transact([row.id], async (transaction) => {
      const { rows } = await transaction.query<{ clinic_id: Id }>("select clinic_id from tenant.visit where id = $1 and is_open", [asker.visitId]);
      const clinicId = rows[0]?.clinic_id;
      if (!clinicId) return [];
      await details.setReadiness(transaction, asker.visitId, readiness);
      return raiseTopics(transaction, [{ name: `clinic:${clinicId}`, keys: [`visit/${asker.visitId}`] }]);
    });
    if (moves.length) this.announce(moves);
  }

  // ── to a page, wherever it is connected; lost when it is nowhere ──

  /** To the page that is live for this seat. */
  sendToSeat(seatId: Id, frame: ServerFrame): void {
    const here = this.#seats.at(seatId);
    if (here) return here.send(frame);
    void this.#findSeat(seatId)
      .then((seat) => seat?.node_id && seat.node_id !== this.#deps.nodeId && this.#wire.send(seat.node_id, { seatId, frame } satisfies NodeMessage))
      .catch((error: unknown) => this.#deps.report("a frame for another node", error));
  }

  #sendToConnection(nodeId: Id, connectionId: Id, frame: ServerFrame): void {
    if (nodeId !== this.#deps.nodeId) return this.#wire.send(nodeId, { connectionId, frame } satisfies NodeMessage);
    const connection = this.#connections.get(connectionId);
    if (connection && frame.t === "elsewhere") this.#seats.standBack(connection, frame.seatId);
    else connection?.send(frame);
  }

  #fromNode(message: NodeMessage): void {
    if ("grant" in message) return this.#warm.receive(message.grant);
    if ("connectionId" in message) return this.#sendToConnection(this.#deps.nodeId, message.connectionId, message.frame);
    this.#seats.at(message.seatId)?.send(message.frame);
  }

  // ── what moved ──

  #moved(moves: TopicMoves): void {
    this.#forgetSettings(moves);
    this.#lanes.move(moves);
    for (const { topic, seq } of moves) this.#afterMove(topic, seq);
  }

  /** Only what no wake-up told of. */
  #heal(moves: TopicMoves): void {
    this.#forgetSettings(moves.filter(({ topic, seq }) => seq > (this.#seen.get(topic) ?? 0)));
    this.#lanes.move(moves.filter(({ topic, seq }) => seq > (this.#lanes.toldUpTo(topic) ?? Number.POSITIVE_INFINITY)));
    for (const { topic, seq } of moves) if (seq > (this.#seen.get(topic) ?? 0)) this.#afterMove(topic, seq);
  }

  /** Before anybody reads again, or a page would be shown the old value for good. */
  #forgetSettings(moves: TopicMoves): void {
    if (moves.some(({ topic }) => topic.startsWith("settings:"))) this.#deps.directory.forget();
  }

  #afterMove(topic: TopicName, seq: number): void {
    this.#seen.set(topic, seq);
    if (this.#seen.size > 20_000) this.#seen.clear();
    this.#access.topicMoved(topic);
    const [kind, id = ""] = topic.split(":");
    if (kind === "call") this.#relayOnly.delete(id);
    if (kind === "visit") void this.#warm.visitMoved(id).catch((error: unknown) => this.#deps.report("a warm grant", error));
  }

  #isRelayOnly(callId: Id): Promise<boolean> {
    const known = this.#relayOnly.get(callId);
    if (known && known.until > performance.now()) return known.answer;
    const answer = this.#askRelayOnly(callId);
    this.#relayOnly.set(callId, { until: performance.now() + RELAY_FRESH_MS, answer });
    answer.catch(() => this.#relayOnly.delete(callId));
    if (this.#relayOnly.size > 2_000) for (const [id, { until }] of this.#relayOnly) if (until < performance.now()) this.#relayOnly.delete(id);
    return answer;
  }

  async #askRelayOnly(callId: Id): Promise<boolean> {
    const { database, directory } = this.#deps;
    const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of('call', $1) as id", [callId]);
    if (!row?.id) return true;
    const organisationId = row.id;
    const [call] = await database.transact(
      [organisationId],
      async (transaction) => (await transaction.query<{ clinic_id: Id }>("select clinic_id from tenant.call where id = $1", [callId])).rows,
    );
    return call ? isRelayOnly({ database, directory }, { id: callId, clinicId: call.clinic_id, organisationId }) : true;
  }

  // ── leaving ──

  /** Pages are told to move over a spread window, so that they do not all come to the next node at once. */
  async drain(withinMs: number): Promise<void> {
    this.#draining = true;
    this.#seats.leave();
    for (const connection of this.#connections.values()) connection.send({ t: "leaving", withinMs });
    const until = performance.now() + withinMs;
    while (this.#connections.size && performance.now() < until) await new Promise((later) => setTimeout(later, 50));
    this.#closeAll(1012, "restarting");
  }

  async close(): Promise<void> {
    this.#access.close();
    this.#lease.close();
    this.#members.close();
    await this.#wire.close();
  }

  #closeAll(code: number, reason: string): void {
    for (const connection of this.#connections.values()) connection.close(code, reason);
  }
}

function idsOf(asker: Asker) {
  return {
    personId: asker.kind === "member" ? asker.personId : null,
    visitId: asker.kind === "caller" || asker.kind === "companion" ? asker.visitId : null,
    seatId: asker.kind === "caller" || asker.kind === "companion" ? asker.seatId : null,
  };
}

/** Above that of a simple frame: what has to be looked up, or wakes a whole clinic. */
function costOf(frame: ClientFrame): number {
  if (frame.t === "readiness") return READINESS_COST;
  return "topics" in frame ? frame.topics.length * TOPIC_COST : 0;
}

/** What no answer of the database could allow is not asked for. */
function mayEverSee(asker: Session, topic: TopicName): boolean {
  const [kind, id] = topic.split(":");
  if (asker.kind === "member") return kind !== "visit" && (kind !== "person" || id === asker.personId);
  return kind === "call" || topic === `visit:${asker.visitId}`;
}
