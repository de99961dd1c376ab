import type { WarmGrant } from "@anteroom/core/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeLocalMedia } from "../media/fake/fake-local-media.ts";
import { createFakeSession, type FakeSession } from "../media/fake/fake-session.ts";
import type { SignalChannel } from "../media/session.ts";
import { createCallMedia } from "./call-media.ts";
import { callOf, drNair, leila, samira, TEN_O_CLOCK } from "../../test/call/call-view.ts";

const ice = { iceServers: [], relayOnly: false, expiresAt: TEN_O_CLOCK + 120_000 };
const silent: SignalChannel = { send() {}, subscribe: () => () => {}, isConnected: () => true, onReconnected: () => () => {} };
const grant = (more: Partial<WarmGrant> = {}): WarmGrant => ({
  callId: "call-1",
  ownSeatId: drNair.id,
  peerSeatId: leila.id,
  visitId: "visit-leila",
  expiresAt: TEN_O_CLOCK + 20_000,
  ice,
  ...more,
});

function setUp() {
  const sessions: FakeSession[] = [];
  const local = createFakeLocalMedia();
  const media = createCallMedia({
    createSession({ ownSeatId }) {
      const session = createFakeSession({ ownSeatId, local });
      sessions.push(session);
      return session;
    },
    local,
    channelFor: () => silent,
    iceFor: async () => ice,
    now: () => TEN_O_CLOCK,
  });
  return { media, sessions, local };
}
const others = (session: FakeSession | undefined) => session?.getSnapshot().others.map(({ seatId, held }) => `${seatId}${held ? " held" : ""}`);
const isOver = (session: FakeSession | undefined) => session?.getSnapshot().connection === "left";

describe("the media of a page", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("the transport that was warmed before Join is the one the call then uses", () => {
    const { media, sessions } = setUp();
    media.warm(grant());
    expect(media.warmSeat("visit-leila")).toBe(drNair.id);
    expect(media.getSnapshot().session).toBeNull();

    media.follow(callOf(drNair, [leila]));
    expect(sessions).toHaveLength(1);
    expect(media.getSnapshot().session).toBe(sessions[0]);
    expect(sessions[0]?.getSnapshot().connection).toBe("connected");

    vi.advanceTimersByTime(60_000);
    expect(isOver(sessions[0])).toBe(false);
  });

  it("a grant that nobody used is taken down when it ends", () => {
    const { media, sessions } = setUp();
    media.warm(grant());
    vi.advanceTimersByTime(20_000);
    expect(isOver(sessions[0])).toBe(true);
  });

  it("a grant that came too late is not used", () => {
    const { media, sessions } = setUp();
    media.warm(grant({ expiresAt: TEN_O_CLOCK - 1 }));
    expect(sessions).toHaveLength(0);
    expect(media.warmSeat("visit-leila")).toBeNull();
  });

  it("a cooled transport is taken down at once, that of the call stays", () => {
    const { media, sessions } = setUp();
    media.follow(callOf(drNair, [leila]));
    media.warm(grant({ callId: "call-2", ownSeatId: "reserved", peerSeatId: "ahmed", visitId: "visit-ahmed" }));
    media.cool("call-2", "ahmed");
    media.cool("call-1", leila.id);
    expect(sessions.map(isOver)).toEqual([false, true]);
  });

  it("a caller on hold sends nothing, and the view of a held seat lists nobody", () => {
    const { media, sessions } = setUp();
    media.follow(callOf(leila, [drNair]));
    expect(others(sessions[0])).toEqual([drNair.id]);
    media.follow(callOf({ ...leila, state: "held" }, []));
    expect(others(sessions[0])).toEqual([]);
    expect(isOver(sessions[0])).toBe(false);
  });

  it("a waiting caller does not join before being seen", () => {
    const { media, sessions } = setUp();
    media.follow(callOf({ ...leila, state: "held" }, []));
    expect(sessions[0]?.getSnapshot().connection).toBe("idle");
    media.follow(callOf(leila, [drNair]));
    expect(sessions[0]?.getSnapshot().connection).toBe("connected");
  });

  it("nobody who knocks or left is a peer; who is on hold is one without media", () => {
    const { media, sessions } = setUp();
    media.follow(
      callOf(drNair, [
        { ...leila, state: "held" },
        { ...samira, state: "knocking" },
        { ...samira, id: "gone", state: "left" },
      ]),
    );
    expect(others(sessions[0])).toEqual([`${leila.id} held`]);
  });

  it("in another call the session of the first is over; after leaving there is none", () => {
    const { media, sessions } = setUp();
    media.follow(callOf(drNair, [leila]));
    media.follow(callOf({ ...drNair, id: "new-seat" }, [samira], { id: "call-2" }));
    expect(sessions.map(isOver)).toEqual([true, false]);
    media.follow(null);
    expect(sessions.map(isOver)).toEqual([true, true]);
    expect(media.getSnapshot().session).toBeNull();
  });

  it("a closed call is left", () => {
    const { media, sessions } = setUp();
    media.follow(callOf(drNair, [leila]));
    media.follow(callOf(drNair, [], { closed: true }));
    expect(isOver(sessions[0])).toBe(true);
  });

  it("the devices stay on between calls and go off only when told", async () => {
    const { media, local } = setUp();
    await local.acquire();
    media.follow(callOf(drNair, [leila]));
    media.follow(null);
    expect(local.getSnapshot().cameraOn).toBe(true);
    media.stop({ keepDevices: false });
    expect(local.getSnapshot().cameraOn).toBe(false);
  });
});
