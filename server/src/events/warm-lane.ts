import { mayWarm, type WarmGrantRule } from "@anteroom/core/call";
import type { IceSettings, ServerFrame, WarmGrant } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Connection } from "./connection.ts";
import type { FindSeat } from "./seat-brief.ts";
import { type VisitBrief, Warming } from "./warming.ts";

/** The page that asked for a grant: its reserved seat is no seat yet, so frames for it go to this connection. */
type HostPage = { connectionId: Id; nodeId: Id };
/** To the node of the caller: the grant, and what its page is told. */
export type GrantMessage = { rule: WarmGrantRule; host: HostPage; caller: WarmGrant };

type Deps = {
  nodeId: Id;
  database: Database;
  directory: Directory;
  findSeat: FindSeat;
  isRelayOnly: (callId: Id) => Promise<boolean>;
  iceFor: (seatId: Id, relayOnly: boolean) => IceSettings;
  sendToSeat: (seatId: Id, frame: ServerFrame) => void;
  sendToConnection: (nodeId: Id, connectionId: Id, frame: ServerFrame) => void;
  sendGrant: (nodeId: Id, message: GrantMessage) => void;
};

/** Warm on intent: who may bring a transport up before *Join*, and when that ends. */
export class WarmLane {
  readonly #deps: Deps;
  readonly #warming = new Warming();
  readonly #hosts = new Map<Id, HostPage>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Answered by `warm` on both sides, or silently not. */
  async warm(connection: Connection, visitId: Id): Promise<void> {
    const { asker } = connection;
    if (asker.kind !== "member") return connection.nonsense();
    const { database, directory, iceFor, nodeId, sendToSeat, sendGrant } = this.#deps;
    const [visit] = await database.query<VisitBrief>("select * from tenant.visit_brief($1)", [visitId]);
    const member = visit && (await directory.member(asker.personId));
    if (!visit?.node_id || !member || !(await directory.rights(member)).get(visit.clinic_id)?.seeWaitingArea) return;
    const relayOnly = await this.#deps.isRelayOnly(visit.call_id);
    const granted = this.#warming.grant(asker.personId, visit, (seatId) => iceFor(seatId, relayOnly));
    if (!granted) return;
    const host = { connectionId: connection.id, nodeId };
    this.#remember(granted.rule, host);
    connection.send({ t: "warm", grant: granted.host });
    if (visit.node_id === nodeId) sendToSeat(visit.seat_id, { t: "warm", grant: granted.caller });
    else sendGrant(visit.node_id, { rule: granted.rule, host, caller: granted.caller });
  }

  cool(connection: Connection, visitId: Id): void {
    const { asker } = connection;
    if (asker.kind !== "member") return connection.nonsense();
    const grant = this.#warming.ofMember(asker.personId, visitId);
    if (grant) this.#end(grant);
  }

  /** A grant of another node whose caller is here. Both nodes count, so that a visit is never warm on too many sides. */
  receive({ rule, host, caller }: GrantMessage): void {
    const now = Date.now();
    if (!mayWarm(this.#warming.alive(now), rule.personId, rule.visitId, false, now)) {
      this.#deps.sendToConnection(host.nodeId, host.connectionId, { t: "cool", callId: rule.callId, seatId: rule.callerSeatId });
      return;
    }
    this.#warming.add(rule);
    this.#remember(rule, host);
    this.#deps.sendToSeat(rule.callerSeatId, { t: "warm", grant: caller });
  }

  /** The grant under which this connection may send from one of these seats to the other. */
  grantFor(connection: Connection, from: Id, to: Id, callId: Id): WarmGrantRule | undefined {
    const grant = this.#warming.between(from, to);
    if (!grant || grant.callId !== callId) return undefined;
    const { asker, seatId } = connection;
    const isSender = from === grant.callerSeatId ? seatId === from : asker.kind === "member" && asker.personId === grant.personId;
    return isSender ? grant : undefined;
  }

  sendToHost(grant: WarmGrantRule, frame: ServerFrame): void {
    const host = this.#hosts.get(grant.hostSeatId);
    if (host) this.#deps.sendToConnection(host.nodeId, host.connectionId, frame);
    else this.#deps.sendToSeat(grant.hostSeatId, frame);
  }

  /** *Join* by anybody ends the grants of the others; a visit that went elsewhere, or is locked, ends all. */
  async visitMoved(visitId: Id): Promise<void> {
    const grants = this.#warming.ofVisit(visitId);
    if (!grants.length) return;
    const [visit] = await this.#deps.database.query<VisitBrief>("select * from tenant.visit_brief($1)", [visitId]);
    for (const grant of grants) {
      if (visit && visit.state !== "seen" && visit.call_id === grant.callId && visit.seat_id === grant.callerSeatId && !visit.locked) continue;
      // Whoever joined with the grant goes on with it as two seats of the call.
      if (await this.#deps.findSeat(grant.hostSeatId, true)) this.#warming.end(grant);
      else this.#end(grant);
    }
  }

  #end(grant: WarmGrantRule): void {
    this.#warming.end(grant);
    const { callId } = grant;
    this.sendToHost(grant, { t: "cool", callId, seatId: grant.callerSeatId });
    this.#deps.sendToSeat(grant.callerSeatId, { t: "cool", callId, seatId: grant.hostSeatId });
    this.#hosts.delete(grant.hostSeatId);
  }

  #remember(rule: WarmGrantRule, host: HostPage): void {
    this.#hosts.set(rule.hostSeatId, host);
    if (this.#hosts.size < 1_000) return;
    const alive = new Set(this.#warming.alive(Date.now()).map(({ hostSeatId }) => hostSeatId));
    for (const id of this.#hosts.keys()) if (!alive.has(id)) this.#hosts.delete(id);
  }
}
