import { mayWarm, WARM_MS, type WarmGrantRule } from "@anteroom/core/call";
import type { IceSettings, WarmGrant } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";

/** What is known of a visit when somebody's hand rests on its *Join*. */
export type VisitBrief = { id: Id; clinic_id: Id; call_id: Id; state: string; locked: boolean; seat_id: Id; node_id: Id | null; connection_id: Id | null };

/** Grants known to this node: those given here, and those whose caller is connected here. They live seconds, so no table holds them. */
export class Warming {
  #grants: WarmGrantRule[] = [];

  /** The grants for both sides, or null: silently not. */
  grant(personId: Id, visit: VisitBrief, ice: (seatId: Id) => IceSettings): { rule: WarmGrantRule; host: WarmGrant; caller: WarmGrant } | null {
    const now = Date.now();
    if (visit.state === "seen" || visit.node_id === null || !mayWarm(this.alive(now), personId, visit.id, visit.locked, now)) return null;
    const again = this.alive(now).find((each) => each.personId === personId && each.visitId === visit.id && each.callId === visit.call_id);
    const rule: WarmGrantRule = {
      personId,
      visitId: visit.id,
      callId: visit.call_id,
      hostSeatId: again?.hostSeatId ?? uuidv7(),
      callerSeatId: visit.seat_id,
      expiresAt: now + WARM_MS,
    };
    this.add(rule);
    const common = { callId: rule.callId, visitId: rule.visitId, expiresAt: rule.expiresAt };
    return {
      rule,
      host: { ...common, ownSeatId: rule.hostSeatId, peerSeatId: rule.callerSeatId, ice: ice(rule.hostSeatId) },
      caller: { ...common, ownSeatId: rule.callerSeatId, peerSeatId: rule.hostSeatId, ice: ice(rule.callerSeatId) },
    };
  }

  add(rule: WarmGrantRule): void {
    this.#grants = [...this.alive(Date.now()).filter((each) => each.hostSeatId !== rule.hostSeatId), rule];
  }

  between(fromSeatId: Id, toSeatId: Id): WarmGrantRule | undefined {
    return this.alive(Date.now()).find(
      (each) => (each.hostSeatId === fromSeatId && each.callerSeatId === toSeatId) || (each.callerSeatId === fromSeatId && each.hostSeatId === toSeatId),
    );
  }

  ofVisit(visitId: Id): WarmGrantRule[] {
    return this.alive(Date.now()).filter((each) => each.visitId === visitId);
  }

  ofMember(personId: Id, visitId: Id): WarmGrantRule | undefined {
    return this.alive(Date.now()).find((each) => each.personId === personId && each.visitId === visitId);
  }

  end(rule: WarmGrantRule): void {
    this.#grants = this.#grants.filter((each) => each.hostSeatId !== rule.hostSeatId);
  }

  alive(now: number): WarmGrantRule[] {
    return this.#grants.filter((each) => each.expiresAt > now);
  }
}
