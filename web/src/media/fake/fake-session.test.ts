import { describe, expect, it } from "vitest";
import { mediaPromises } from "../media-session.contract.ts";
import type { Person, Stage } from "../media-session.contract.ts";
import { createFakeLocalMedia } from "./fake-local-media.ts";
import { createFakeCall, createFakeSession } from "./fake-session.ts";
import type { FakeCall, FakeSession } from "./fake-session.ts";

describe("the fake session keeps the promises of every media session", () => {
  it.concurrent.each(mediaPromises.map(({ promise, tell }) => [promise, tell] as const))("%s", async (_promise, tell) => {
    await tell(fakeStage());
  });
});

describe("a simulated call", () => {
  it("says what the test says, over what the session would say", () => {
    const session = createFakeSession();
    session.setPeers([{ seatId: "seat-1", held: false, present: true }]);
    session.simulate({ connection: "reconnecting", route: "relay" });
    session.simulatePeer("seat-1", { quality: "lost" });
    session.simulateMessage("seat-1", "Hello");

    const { connection, route, others, messages } = session.getSnapshot();
    expect({ connection, route, quality: others[0]?.quality, text: messages[0]?.text }).toEqual({
      connection: "reconnecting",
      route: "relay",
      quality: "lost",
      text: "Hello",
    });
  });

  it("gives a new snapshot after a change and the same one otherwise", async () => {
    const session = createFakeSession();
    const first = session.getSnapshot();
    expect(session.getSnapshot()).toBe(first);
    let told = 0;
    session.subscribe(() => (told += 1));
    await session.join();
    expect(session.getSnapshot()).not.toBe(first);
    expect(told).toBe(1);
  });
});

function fakeStage(): Stage {
  const call = createFakeCall();
  const sessions = new Map<string, FakeSession>();
  async function sitDown(seatId: string, devices: boolean): Promise<void> {
    const local = createFakeLocalMedia();
    if (devices) await local.acquire();
    sessions.set(seatId, createFakeSession({ ownSeatId: seatId, local, call }));
  }
  return {
    async enter(seatId, { devices = true } = {}) {
      await sitDown(seatId, devices);
      return personOf(seatId, sessions, call);
    },
    async reload({ seatId }) {
      await sitDown(seatId, true);
    },
  };
}

/** Frames come at twenty a second for as long as a picture is there; bytes as long as somebody gets them. */
function personOf(seatId: string, sessions: Map<string, FakeSession>, call: FakeCall): Person {
  const session = () => sessions.get(seatId) as FakeSession;
  const frames = new Map<string, number>();
  let bytes = 0;
  const timer = setInterval(() => {
    const { others } = session().getSnapshot();
    for (const { seatId: other, camera, screen } of others) {
      if (camera) frames.set(`camera ${other}`, (frames.get(`camera ${other}`) ?? 0) + 1);
      if (screen) frames.set(`screen ${other}`, (frames.get(`screen ${other}`) ?? 0) + 1);
      if (call.seats.get(seatId)?.reaches(other) && call.seats.get(other)?.reaches(seatId)) bytes += 100;
    }
  }, 50);
  (timer as { unref?: () => void }).unref?.();

  return {
    seatId,
    async warm(other, lifeMs = 30_000) {
      session().warm({ seatId: other, ice: { iceServers: [], relayOnly: false, expiresAt: 0 }, lifeMs });
    },
    cool: async (other) => session().cool(other),
    setPeers: async (peers, own) => session().setPeers(peers, own),
    join: () => session().join(),
    leave: () => session().leave(),
    setMicrophone: (on) => session().setMicrophone(on),
    setCamera: (on) => session().setCamera(on),
    chooseCamera: (deviceId) => session().chooseCamera(deviceId),
    startScreenShare: () => session().startScreenShare(),
    stopScreenShare: () => session().stopScreenShare(),
    sendMessage: async (text) => session().sendMessage(text),
    async look() {
      const { connection, route, messages, self, others, warm } = session().getSnapshot();
      return {
        connection,
        route,
        messages,
        self: { microphoneOn: self.microphoneOn, cameraOn: self.cameraOn, screen: self.screen !== null, cameraId: self.cameraId, cameras: self.cameras },
        others: others.map((other) => ({ ...other, camera: other.camera !== null, audio: other.audio !== null, screen: other.screen !== null })),
        warm: warm.map(({ seatId: warmSeat, ready }) => ({ seatId: warmSeat, ready })),
      };
    },
    framesOf: async (other, picture) => frames.get(`${picture} ${other}`) ?? 0,
    mediaBytesSent: async () => bytes,
  };
}
