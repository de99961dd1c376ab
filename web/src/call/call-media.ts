import type { CallView, WarmGrant } from "@anteroom/core/protocol";
import type { IceSettings, MediaSession, SessionDependencies, SignalChannel } from "../media/session.ts";
import type { LocalMedia } from "../media/local-media.ts";

export type CallMediaDependencies = {
  createSession: (dependencies: SessionDependencies) => MediaSession;
  local: LocalMedia;
  /** The way of signals of one own seat (`signalLane`). */
  channelFor: (seat: SeatRef) => SignalChannel;
  /** `GET /api/calls/{callId}/ice`; rejects when there is no answer. */
  iceFor: (callId: string) => Promise<IceSettings>;
  /** The server's clock, milliseconds since the Unix epoch. */
  now: () => number;
};

export type SeatRef = { callId: string; seatId: string };

/** `session`: of the call whose view came last; null outside calls. A new object after each change, the same otherwise. */
export type CallMediaSnapshot = { session: MediaSession | null };

/**
 * The media sessions of a page, one for each own seat: those brought up by warm grants, and that of the call one is in.
 * Patient and staff use it alike, so that a transport warmed before *Join* is the one the call then uses.
 */
export type CallMedia = {
  getSnapshot(): CallMediaSnapshot;
  subscribe(listener: () => void): () => void;
  /** A `warm` frame. */
  warm(grant: WarmGrant): void;
  /** A `cool` frame; `seatId` is that of the other side. */
  cool(callId: string, seatId: string): void;
  /** The seat a grant reserved for this page with that caller, to be sent with *Join*; null when there is none that still lives. */
  warmSeat(visitId: string): string | null;
  /** Every view of the call one sits in; null after leaving. Joins as soon as the own seat is in the call with somebody. */
  follow(call: CallView | null): void;
  /** Ends every session. The devices stay on unless told. */
  stop(options?: { keepDevices?: boolean }): void;
};

/** Life of a grant, at most. Milliseconds. */
const MAX_WARM_MS = 30_000;

type Held = {
  seat: SeatRef;
  session: MediaSession;
  /** Null for the session of a call one is in. */
  grant: { visitId: string; peerSeatId: string; expiresAt: number } | null;
  timer: ReturnType<typeof setTimeout> | undefined;
};

export function createCallMedia({ createSession, local, channelFor, iceFor, now }: CallMediaDependencies): CallMedia {
  const sessions = new Map<string, Held>();
  const listeners = new Set<() => void>();
  let snapshot: CallMediaSnapshot = { session: null };
  let currentSeatId: string | null = null;

  function show(session: MediaSession | null): void {
    if (session === snapshot.session) return;
    snapshot = { session };
    for (const listener of [...listeners]) listener();
  }

  function heldFor(seat: SeatRef, ice?: IceSettings): Held {
    const known = sessions.get(seat.seatId);
    if (known) return known;
    const session = createSession({ ownSeatId: seat.seatId, channel: channelFor(seat), getIceServers: () => iceFor(seat.callId), local, ...(ice && { ice }) });
    const held: Held = { seat, session, grant: null, timer: undefined };
    sessions.set(seat.seatId, held);
    return held;
  }

  function drop(held: Held): void {
    clearTimeout(held.timer);
    sessions.delete(held.seat.seatId);
    void held.session.leave({ keepDevices: true });
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    warm({ callId, ownSeatId, peerSeatId, visitId, expiresAt, ice }) {
      const lifeMs = Math.min(MAX_WARM_MS, expiresAt - now());
      if (lifeMs <= 0) return;
      const held = heldFor({ callId, seatId: ownSeatId }, ice);
      held.session.warm({ seatId: peerSeatId, ice, lifeMs });
      if (held.seat.seatId === currentSeatId) return;
      held.grant = { visitId, peerSeatId, expiresAt };
      clearTimeout(held.timer);
      held.timer = setTimeout(() => drop(held), lifeMs);
    },
    cool(callId, seatId) {
      for (const held of sessions.values()) {
        if (held.seat.callId !== callId) continue;
        held.session.cool(seatId);
        if (held.grant?.peerSeatId === seatId && held.seat.seatId !== currentSeatId) drop(held);
      }
    },
    warmSeat(visitId) {
      for (const { grant, seat } of sessions.values()) if (grant?.visitId === visitId && grant.expiresAt > now()) return seat.seatId;
      return null;
    },
    follow(call) {
      const seatId = call && !call.closed ? call.you : null;
      const before = currentSeatId ? sessions.get(currentSeatId) : undefined;
      if (before && before.seat.seatId !== seatId) drop(before);
      currentSeatId = seatId;
      if (!call || !seatId) return show(null);

      const held = heldFor({ callId: call.id, seatId });
      clearTimeout(held.timer);
      held.grant = null;
      const own = call.seats.find(({ id }) => id === seatId);
      const others = call.seats.filter(({ id, state }) => id !== seatId && (state === "in" || state === "held"));
      held.session.setPeers(
        others.map(({ id, state, presence, role }) => ({ seatId: id, held: state === "held", present: presence === "here" || presence === "away", ...call.tools[role] })),
        { held: own?.state !== "in", epoch: call.epoch, ...call.tools[own?.role ?? "guest"] },
      );
      if (own?.state === "in") void held.session.join();
      show(held.session);
    },
    stop({ keepDevices = true } = {}) {
      for (const held of [...sessions.values()]) drop(held);
      if (!keepDevices) local.stop({ keepWanted: true });
      currentSeatId = null;
      show(null);
    },
  };
}
