import { maySignal, type WarmGrantRule } from "@anteroom/core/call";
import { type ClientFrame, parseClientFrame, type ServerFrame, type TopicName } from "@anteroom/core/protocol";
import type { Id, SeatState } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { SeatPresence } from "../calls/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import type { Sessions } from "../http/session.ts";
import { type IceFor, isRelayOnly } from "../media/index.ts";
import type { DetailStore } from "../visits/index.ts";
import { raiseTopics } from "../visits/index.ts";
import type { TopicMoves, TopicReader } from "../views/topic-reader.ts";
import { type Carrier, Connection } from "./connection.ts";
import { NodeWire } from "./node-wire.ts";
import { relayCandidatesOnly } from "./relay-only.ts";
import { TopicLanes } from "./topic-lanes.ts";
import { type VisitBrief, Warming } from "./warming.ts";

export type HubDeps = {
  nodeId: Id;
  databaseUrl: string;
  database: Database;
  directory: Directory;
  details: DetailStore;
  reader: TopicReader;
  presence: SeatPresence;
  sessions: Sessions;
  iceFor: IceFor;
  report: (what: string, error: unknown) => void;
};

type SeatBrief = { id: Id; call_id: Id; visit_id: Id | null; person_id: Id | null; state: SeatState; node_id: Id | null; connection_id: Id | null };
/** Between nodes: a frame for a seat or a connection, or a grant whose caller is connected there. */
type NodeMessage = { seatId?: Id; connectionId?: Id; frame: ServerFrame; grant?: { rule: WarmGrantRule; nodeId: Id } };

const LEASE_MS = 2_000;
const LEASE_LOST_MS = 5_000;
const NODE_GONE_MS = 10_000;
const RECHECK_MS = 1_000;
/** A reload is back within this; staff need not see it. Milliseconds. */
const RELOAD_MS = 1_500;
/** Where a seat is changes seldom, and signals come in bursts. Milliseconds. */
const SEATS_FRESH_MS = 200;

/** Everything that is connected to this node: durable topics down, volatile frames between seats, presence up. */
export class StreamHub {
  readonly #deps: HubDeps;
  readonly #lanes: TopicLanes;
  readonly #wire: NodeWire;
  readonly #warming = new Warming();
  readonly #connections = new Map<Id, Connection>();
  readonly #seats = new Map<Id, Connection>();
  readonly #briefs = new Map<Id, { until: number; brief: Promise<SeatBrief | undefined> }>();
  readonly #healed = new Map<TopicName, number>();
  readonly #relayOnly = new Map<Id, { until: number; answer: Promise<boolean> }>();
  #timers: NodeJS.Timeout[] = [];
  #leaseAt = performance.now();
  #draining = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    this.#lanes = new TopicLanes(deps.reader, deps.report);
    this.#wire = new NodeWire({
      ...deps,
      onMoves: (moves) => this.#heal(moves),
      onMessage: (message) => this.#fromNode(message as NodeMessage),
    });
  }

  async open(): Promise<void> {
    await this.#lease();
    await this.#wire.open();
    this.#timers.push(
      setInterval(() => void this.#lease().catch((error: unknown) => this.#deps.report("the lease of this node", error)), LEASE_MS),
      setInterval(() => void this.#recheck().catch((error: unknown) => this.#deps.report("rights of open streams", error)), RECHECK_MS),
    );
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Called only after the commit. */
  announce(moves: TopicMoves): void {
    this.#lanes.move(moves);
    this.#wire.tell(moves);
    for (const { topic } of moves) this.#afterMove(topic);
  }

  // ── one page ──

  connect(asker: Asker, cookie: string, carrier: Carrier): Connection {
    const connection = new Connection(uuidv7(), asker, cookie, carrier);
    this.#connections.set(connection.id, connection);
    connection.send({
      t: "welcome",
      connectionId: connection.id,
      now: Date.now(),
      personId: asker.kind === "member" ? asker.personId : null,
      visitId: asker.kind === "caller" || asker.kind === "companion" ? asker.visitId : null,
      seatId: asker.kind === "caller" || asker.kind === "companion" ? asker.seatId : null,
    });
    if (this.#draining) connection.send({ t: "leaving", withinMs: 1_000 });
    return connection;
  }

  receive(connection: Connection, text: string): void {
    if (!connection.allows()) return;
    const frame = parseClientFrame(text);
    if (!frame) return connection.nonsense();
    this.take(connection, frame);
  }

  take(connection: Connection, frame: ClientFrame): void {
    this.#take(connection, frame).catch((error: unknown) => this.#deps.report(`a ${frame.t} frame`, error));
  }

  disconnect(connection: Connection): void {
    connection.closed = true;
    this.#connections.delete(connection.id);
    for (const topic of [...connection.topics.keys()]) this.#lanes.unwatch(connection, topic);
    const { seatId } = connection;
    if (!seatId || this.#seats.get(seatId) !== connection) return;
    this.#seats.delete(seatId);
    if (this.#draining) return;
    setTimeout(() => {
      // Another page of this seat is here by now: nothing was lost.
      if (!this.#seats.has(seatId)) void this.#deps.presence.lost(seatId, connection.id).catch((error: unknown) => this.#deps.report("a lost page", error));
    }, RELOAD_MS);
  }

  async #take(connection: Connection, frame: ClientFrame): Promise<void> {
    switch (frame.t) {
      case "watch":
        for (const { name, since } of frame.topics) await this.#lanes.watch(connection, name, since);
        return;
      case "unwatch":
        for (const name of frame.topics) this.#lanes.unwatch(connection, name);
        return;
      case "beat":
        connection.send({ t: "beat" });
        if (frame.visible === connection.visible) return;
        connection.visible = frame.visible;
        if (connection.seatId) await this.#deps.presence.away(connection.seatId, connection.id, !frame.visible);
        return;
      case "sit":
        return this.#sit(connection, frame);
      case "signal":
        return this.#signal(connection, frame);
      case "warm":
        return this.#warm(connection, frame.visitId);
      case "cool":
        return this.#cool(connection, frame.visitId);
      case "readiness":
        return this.#readiness(connection, frame.readiness);
    }
  }

  // ── presence ──

  async #sit(connection: Connection, { seatId, pageId, takeOver }: Extract<ClientFrame, { t: "sit" }>): Promise<void> {
    const { asker } = connection;
    const brief = await this.#brief(seatId, true);
    const isOwn = asker.kind === "member" ? brief?.person_id === asker.personId : asker.kind !== "nobody" && asker.seatId === seatId;
    if (!brief || !isOwn) return;
    const claimed = await this.#deps.presence.claim(seatId, { nodeId: this.#deps.nodeId, connectionId: connection.id, pageId, takeOver }, !connection.visible);
    if (claimed.result === "gone" || connection.closed) return;
    if (claimed.result === "taken") return connection.send({ t: "elsewhere", seatId });
    const { before } = claimed;
    if (before && before !== connection.id) {
      const there = this.#connections.get(before);
      if (there) this.#standBack(there, seatId);
      else if (brief.node_id && brief.node_id !== this.#deps.nodeId)
        this.#wire.send(brief.node_id, { connectionId: before, frame: { t: "elsewhere", seatId } } satisfies NodeMessage);
    }
    connection.seatId = seatId;
    this.#seats.set(seatId, connection);
    this.#briefs.delete(seatId);
    connection.send({ t: "seated", seatId });
  }

  #standBack(connection: Connection, seatId: Id): void {
    if (connection.seatId === seatId) connection.seatId = null;
    connection.send({ t: "elsewhere", seatId });
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
    this.announce(moves);
  }

  // ── volatile frames between seats ──

  /** To the page that is live for this seat, wherever it is connected; lost when there is none. */
  sendToSeat(seatId: Id, frame: ServerFrame): void {
    const here = this.#seats.get(seatId);
    if (here) return here.send(frame);
    void this.#brief(seatId)
      .then((brief) => brief?.node_id && brief.node_id !== this.#deps.nodeId && this.#wire.send(brief.node_id, { seatId, frame } satisfies NodeMessage))
      .catch((error: unknown) => this.#deps.report("a frame for another node", error));
  }

  async #signal(connection: Connection, { callId, from, to, data }: Extract<ClientFrame, { t: "signal" }>): Promise<void> {
    const warm = this.#warming.between(from, to);
    const isWarm =
      warm !== undefined &&
      warm.callId === callId &&
      (from === warm.callerSeatId ? connection.seatId === from : connection.asker.kind === "member" && connection.asker.personId === warm.personId);
    if (!isWarm) {
      // Who speaks for a seat is the page that is live for it, whatever the frame says.
      if (connection.seatId !== from) return;
      const [sender, receiver] = await Promise.all([this.#brief(from), this.#brief(to)]);
      const seat = (brief: SeatBrief | undefined) => brief && { id: brief.id, callId: brief.call_id, state: brief.state };
      if (!maySignal(seat(sender), seat(receiver), callId)) return;
    }
    const stripped = (await this.#isRelayOnly(callId)) ? relayCandidatesOnly(data) : data;
    if (!stripped) return;
    const frame: ServerFrame = { t: "signal", callId, from, to, data: stripped };
    if (isWarm && to === warm.hostSeatId) return this.#sendToHostOf(warm, frame);
    this.sendToSeat(to, frame);
  }

  /** A reserved seat is no seat yet: its page is the one that asked for the grant. */
  #sendToHostOf(grant: WarmGrantRule, frame: ServerFrame): void {
    const asked = this.#warmPages.get(grant.hostSeatId);
    if (!asked) return this.sendToSeat(grant.hostSeatId, frame);
    const here = this.#connections.get(asked.connectionId);
    if (here) here.send(frame);
    else this.#wire.send(asked.nodeId, { connectionId: asked.connectionId, frame } satisfies NodeMessage);
  }

  #brief(seatId: Id, fresh = false): Promise<SeatBrief | undefined> {
    const known = this.#briefs.get(seatId);
    if (!fresh && known && known.until > performance.now()) return known.brief;
    const brief = this.#deps.database.query<SeatBrief>("select * from tenant.seats_brief($1)", [[seatId]]).then((rows) => rows[0]);
    this.#briefs.set(seatId, { until: performance.now() + SEATS_FRESH_MS, brief });
    brief.catch(() => this.#briefs.delete(seatId));
    if (this.#briefs.size > 10_000) for (const [id, { until }] of this.#briefs) if (until < performance.now()) this.#briefs.delete(id);
    return brief;
  }

  #isRelayOnly(callId: Id): Promise<boolean> {
    const known = this.#relayOnly.get(callId);
    if (known && known.until > performance.now()) return known.answer;
    const answer = (async () => {
      const { database, directory } = this.#deps;
      const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of('call', $1) as id", [callId]);
      if (!row?.id) return true;
      const organisationId = row.id;
      const [call] = await database.transact(
        [organisationId],
        async (transaction) => (await transaction.query<{ clinic_id: Id }>("select clinic_id from tenant.call where id = $1", [callId])).rows,
      );
      return call ? isRelayOnly({ database, directory }, { id: callId, clinicId: call.clinic_id, organisationId }) : true;
    })();
    this.#relayOnly.set(callId, { until: performance.now() + RECHECK_MS, answer });
    answer.catch(() => this.#relayOnly.delete(callId));
    if (this.#relayOnly.size > 2_000) for (const [id, { until }] of this.#relayOnly) if (until < performance.now()) this.#relayOnly.delete(id);
    return answer;
  }

  // ── warm on intent ──

  readonly #warmPages = new Map<Id, { connectionId: Id; nodeId: Id }>();

  async #warm(connection: Connection, visitId: Id): Promise<void> {
    const { asker } = connection;
    if (asker.kind !== "member") return connection.nonsense();
    const { database, directory, iceFor, nodeId } = this.#deps;
    const [visit] = await database.query<VisitBrief>("select * from tenant.visit_brief($1)", [visitId]);
    const member = visit && (await directory.member(asker.personId));
    if (!visit || !member || !(await directory.rights(member)).get(visit.clinic_id)?.seeWaitingArea) return;
    const relayOnly = await this.#isRelayOnly(visit.call_id);
    const granted = this.#warming.grant(asker.personId, visit, (seatId) => iceFor(seatId, relayOnly));
    if (!granted || !visit.node_id) return;
    this.#warmPages.set(granted.rule.hostSeatId, { connectionId: connection.id, nodeId });
    if (this.#warmPages.size > 1_000)
      for (const id of this.#warmPages.keys()) if (!this.#warming.alive(Date.now()).some((each) => each.hostSeatId === id)) this.#warmPages.delete(id);
    connection.send({ t: "warm", grant: granted.host });
    const frame: ServerFrame = { t: "warm", grant: granted.caller };
    if (visit.node_id === nodeId) this.#seats.get(visit.seat_id)?.send(frame);
    else this.#wire.send(visit.node_id, { seatId: visit.seat_id, frame, grant: { rule: granted.rule, nodeId }, connectionId: connection.id } satisfies NodeMessage);
  }

  async #cool(connection: Connection, visitId: Id): Promise<void> {
    const grant = connection.asker.kind === "member" ? this.#warming.ofMember(connection.asker.personId, visitId) : undefined;
    if (grant) this.#endGrant(grant);
  }

  #endGrant(grant: WarmGrantRule): void {
    this.#warming.end(grant);
    const { callId } = grant;
    this.#sendToHostOf(grant, { t: "cool", callId, seatId: grant.callerSeatId });
    this.sendToSeat(grant.callerSeatId, { t: "cool", callId, seatId: grant.hostSeatId });
    this.#warmPages.delete(grant.hostSeatId);
  }

  /** *Join* by anybody ends the grants of the others; a visit that went elsewhere ends all. */
  #afterMove(topic: TopicName): void {
    const [kind, id = ""] = topic.split(":");
    if (kind === "call") this.#relayOnly.delete(id);
    if (kind !== "visit") return;
    const grants = this.#warming.ofVisit(id);
    if (!grants.length) return;
    void (async () => {
      const [visit] = await this.#deps.database.query<VisitBrief>("select * from tenant.visit_brief($1)", [id]);
      for (const grant of grants) {
        if (visit && visit.state !== "seen" && visit.call_id === grant.callId && !visit.locked) continue;
        const joined = await this.#brief(grant.hostSeatId, true);
        if (joined) this.#warming.end(grant);
        else this.#endGrant(grant);
      }
    })().catch((error: unknown) => this.#deps.report("a warm grant", error));
  }

  // ── between nodes ──

  #heal(moves: TopicMoves): void {
    const news = moves.filter(({ topic, seq }) => seq > Math.max(this.#lanes.sentUpTo(topic), this.#healed.get(topic) ?? 0));
    for (const { topic, seq } of news) {
      this.#healed.set(topic, seq);
      this.#afterMove(topic);
    }
    if (this.#healed.size > 20_000) this.#healed.clear();
    this.#lanes.move(news);
  }

  #fromNode({ seatId, connectionId, frame, grant }: NodeMessage): void {
    if (grant && connectionId) {
      this.#warming.add(grant.rule);
      this.#warmPages.set(grant.rule.hostSeatId, { connectionId, nodeId: grant.nodeId });
      if (seatId) this.#seats.get(seatId)?.send(frame);
      return;
    }
    if (connectionId) {
      const there = this.#connections.get(connectionId);
      if (there && frame.t === "elsewhere") this.#standBack(there, frame.seatId);
      else there?.send(frame);
      return;
    }
    if (seatId) this.#seats.get(seatId)?.send(frame);
  }

  async #lease(): Promise<void> {
    const { database, nodeId, presence } = this.#deps;
    try {
      await database.query("insert into jobs.node (id) values ($1) on conflict (id) do update set beat_at = clock_timestamp()", [nodeId]);
      this.#leaseAt = performance.now();
    } catch (error) {
      // The others will take this node for dead: its pages must not go on as if it were not.
      if (performance.now() - this.#leaseAt > LEASE_LOST_MS) for (const connection of this.#connections.values()) connection.close(1012, "this node lost its lease");
      throw error;
    }
    const gone = await database.query("delete from jobs.node where beat_at < clock_timestamp() - $1 * interval '1 millisecond' returning id", [NODE_GONE_MS]);
    if (gone.length) await presence.takeOverOrphans();
  }

  /** Whoever lost a session or a right is cut off within two seconds. */
  async #recheck(): Promise<void> {
    for (const connection of this.#connections.values()) {
      if (connection.asker.kind !== "member") continue;
      if (await this.#deps.sessions.stillGood(connection.asker, connection.cookie)) continue;
      connection.send({ t: "signedOut" });
      connection.close(4401, "signed out");
    }
    await this.#lanes.recheck(this.#connections.values());
  }

  // ── leaving ──

  /** Pages are told to move over a spread window, so that they do not all come to the next node at once. */
  async drain(withinMs: number): Promise<void> {
    this.#draining = true;
    for (const connection of this.#connections.values()) connection.send({ t: "leaving", withinMs });
    const until = performance.now() + withinMs;
    while (this.#connections.size && performance.now() < until) await new Promise((later) => setTimeout(later, 50));
    for (const connection of this.#connections.values()) connection.close(1012, "restarting");
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#wire.close();
    await this.#deps.database.query("delete from jobs.node where id = $1", [this.#deps.nodeId]).catch(() => {});
  }
}
