import type { MediaSnapshot, MessageOutcome, OwnSeat, Peer, ShareOutcome } from "./session.ts";

/**
 * What every kind of media session promises, told as small stories between people. The fake keeps it in the unit tests,
 * the real ones in real browsers. The stories ask only what can be seen from outside: frames that move, bytes that flow.
 */
export type MediaPromise = { promise: string; tell(stage: Stage): Promise<void> };

export type Stage = {
  /** Somebody with camera and microphone (unless `devices` is false) sits down; nothing is joined yet. */
  enter(seatId: string, options?: { devices?: boolean }): Promise<Person>;
  /** Their page is loaded anew: same seat, nothing remembered. */
  reload(person: Person): Promise<void>;
};

export type Person = {
  seatId: string;
  warm(seatId: string, lifeMs?: number): Promise<void>;
  cool(seatId: string): Promise<void>;
  setPeers(peers: readonly Peer[], own?: OwnSeat): Promise<void>;
  join(): Promise<void>;
  leave(): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  startScreenShare(): Promise<ShareOutcome>;
  stopScreenShare(): Promise<void>;
  sendMessage(text: string): Promise<MessageOutcome>;
  look(): Promise<Look>;
  /** Moving frames seen so far of that picture. */
  framesOf(seatId: string, picture: "camera" | "screen"): Promise<number>;
  /** Media bytes that left this device so far. */
  mediaBytesSent(): Promise<number>;
};

/** A snapshot as it can be told over a wire: whether there is a stream, not the stream. */
export type Look = Pick<MediaSnapshot, "connection" | "route" | "messages"> & {
  self: { microphoneOn: boolean; cameraOn: boolean; screen: boolean; cameraId: string | null; cameras: MediaSnapshot["self"]["cameras"] };
  others: (Omit<MediaSnapshot["others"][number], "camera" | "audio" | "screen"> & { camera: boolean; audio: boolean; screen: boolean })[];
  warm: { seatId: string; ready: boolean }[];
};

/** Within this everything that is promised must be seen. Milliseconds. */
const PATIENCE_MS = 10_000;
const TOGETHER: OwnSeat = { held: false, epoch: 1 };

export const peer = (seatId: string, change: Partial<Peer> = {}): Peer => ({ seatId, held: false, present: true, ...change });

export const mediaPromises: readonly MediaPromise[] = [
  {
    promise: "two people who joined see each other",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      await sees(bo, ada);
      const { connection, route, others } = await ada.look();
      must(connection === "connected", `connection is ${connection}`);
      must(route === "direct", `route is ${route}`);
      must(others.length === 1 && others[0]?.microphoneOn === true && others[0].cameraOn, "microphone and camera are told");
    },
  },
  {
    promise: "warm links carry not a byte of media, and joining shows the picture",
    async tell(stage) {
      const ada = await stage.enter("seat-a");
      const bo = await stage.enter("seat-b");
      await Promise.all([ada.warm("seat-b"), bo.warm("seat-a")]);
      await eventually("both are warm", async () => (await warmed(ada)) && (await warmed(bo)));
      await pause(1_000);
      must((await ada.mediaBytesSent()) === 0 && (await bo.mediaBytesSent()) === 0, "no media before the call");
      must((await ada.look()).connection === "idle", "warm is not a call");
      await Promise.all([meet(ada, bo), meet(bo, ada)]);
      await sees(ada, bo);
      await sees(bo, ada);
      must((await ada.look()).warm.length === 0, "a used warm link is the call's link");
    },
  },
  {
    promise: "a warm link that is not used goes away with its grant",
    async tell(stage) {
      const ada = await stage.enter("seat-a");
      const bo = await stage.enter("seat-b");
      await Promise.all([ada.warm("seat-b", 1_500), bo.warm("seat-a", 30_000)]);
      await eventually("it was warm", () => warmed(bo));
      await eventually("the grant is over", async () => (await ada.look()).warm.length === 0);
      await bo.cool("seat-a");
      must((await bo.look()).warm.length === 0, "cooled at once");
    },
  },
  {
    promise: "somebody who is listed but has not joined gets nothing and sends nothing",
    async tell(stage) {
      const ada = await stage.enter("seat-a");
      const bo = await stage.enter("seat-b");
      await meet(ada, bo);
      await bo.setPeers([peer("seat-a")], TOGETHER);
      await pause(1_500);
      must((await bo.mediaBytesSent()) === 0, "Bo has not joined");
      await bo.join();
      await sees(ada, bo);
    },
  },
  {
    promise: "hold stops media both ways and taking it back starts it again",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      await Promise.all([ada.setPeers([peer("seat-b", { held: true })], TOGETHER), bo.setPeers([peer("seat-a")], { held: true, epoch: 1 })]);
      await pause(500);
      const before = [await ada.mediaBytesSent(), await bo.mediaBytesSent(), await ada.framesOf("seat-b", "camera")];
      const [other] = (await ada.look()).others;
      must(other?.held === true && !other.camera && !other.audio, "the held person is neither seen nor heard");
      must(
        (await bo.look()).others.every((one) => !one.camera && !one.audio),
        "nor do they see or hear",
      );
      must(!(await bo.sendMessage("Can you hear me?")).ok, "nor write");
      await pause(1_000);
      const after = [await ada.mediaBytesSent(), await bo.mediaBytesSent(), await ada.framesOf("seat-b", "camera")];
      must(before.join() === after.join(), `nothing flows while held: ${before.join()} → ${after.join()}`);
      await Promise.all([ada.setPeers([peer("seat-b")], TOGETHER), bo.setPeers([peer("seat-a")], TOGETHER)]);
      await sees(ada, bo);
      await sees(bo, ada);
    },
  },
  {
    promise: "somebody no longer in the call is cut off at once",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(bo, ada);
      await ada.setPeers([], TOGETHER);
      must((await ada.look()).others.length === 0, "gone from the list");
      await pause(500);
      const frames = await bo.framesOf("seat-a", "camera");
      await pause(1_000);
      must((await bo.framesOf("seat-a", "camera")) === frames, "not a frame more, although Bo still believes to be in");
      must((await ada.look()).others.length === 0, "and does not come back by asking");
    },
  },
  {
    promise: "a third person meets both, and the two go on",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      const cy = await stage.enter("seat-c");
      await Promise.all([meet(cy, ada, bo), ada.setPeers([peer("seat-b"), peer("seat-c")], TOGETHER), bo.setPeers([peer("seat-a"), peer("seat-c")], TOGETHER)]);
      await Promise.all([sees(cy, ada), sees(cy, bo), sees(ada, cy), sees(bo, cy)]);
      await sees(ada, bo);
    },
  },
  {
    promise: "camera off is told and sends no picture; on again shows it",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      await bo.setCamera(false);
      must(!(await bo.look()).self.cameraOn, "off here");
      await eventually("Ada is told", async () => (await ada.look()).others[0]?.cameraOn === false);
      await pause(300);
      const frames = await ada.framesOf("seat-b", "camera");
      await pause(700);
      must((await ada.framesOf("seat-b", "camera")) === frames, "no picture comes");
      await bo.setCamera(true);
      await eventually("Ada is told again", async () => (await ada.look()).others[0]?.cameraOn === true);
      await sees(ada, bo);
    },
  },
  {
    promise: "muting is told",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await bo.setMicrophone(false);
      await eventually("Ada is told", async () => (await ada.look()).others[0]?.microphoneOn === false);
      await bo.setMicrophone(true);
      await eventually("Ada is told again", async () => (await ada.look()).others[0]?.microphoneOn === true);
    },
  },
  {
    promise: "somebody without devices joins, sees and is told to have none",
    async tell(stage) {
      const ada = await stage.enter("seat-a");
      const bo = await stage.enter("seat-b", { devices: false });
      await Promise.all([meet(ada, bo), meet(bo, ada)]);
      await sees(bo, ada);
      await eventually("Ada knows", async () => (await ada.look()).others[0]?.cameraOn === false);
      must((await ada.look()).others[0]?.microphoneOn === false, "no voice either");
    },
  },
  {
    promise: "another camera goes on with the picture",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      const { cameras, cameraId } = (await bo.look()).self;
      const another = cameras.filter((camera) => camera.deviceId !== cameraId).at(-1);
      must(another !== undefined, "there is another camera");
      await bo.chooseCamera(another.deviceId);
      must((await bo.look()).self.cameraId === another.deviceId, "it is the chosen one");
      await sees(ada, bo);
    },
  },
  {
    promise: "a shared screen is seen beside the camera and goes away",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      must((await bo.startScreenShare()).ok, "shared");
      must((await bo.look()).self.screen, "shown as shared here");
      await eventually("Ada sees the screen", async () => (await ada.look()).others[0]?.screen === true && (await ada.framesOf("seat-b", "screen")) > 2);
      await sees(ada, bo);
      await bo.stopScreenShare();
      await eventually("it is gone", async () => (await ada.look()).others[0]?.screen === false);
    },
  },
  {
    promise: "messages reach everybody in the call, and nothing else",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      must((await bo.sendMessage("It hurts here.")).ok, "sent");
      await eventually("read", async () => (await ada.look()).messages.some((one) => one.text === "It hurts here." && one.fromSeatId === "seat-b" && !one.own));
      must(
        (await bo.look()).messages.every((one) => one.own),
        "the own message is marked",
      );
      const refused = [await bo.sendMessage("  "), await bo.sendMessage("x".repeat(2_001))];
      must(refused.map((one) => (one.ok ? "ok" : one.rejection)).join() === "empty,tooLong", "bad texts are refused");
      await ada.leave();
      must((await ada.look()).messages.length === 0, "gone with the call");
    },
  },
  {
    promise: "nobody takes words or a screen from whoever may neither write nor share, and they cannot send them",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      must((await bo.startScreenShare()).ok, "shared while it was allowed");
      await eventually("the screen is seen", async () => (await ada.look()).others[0]?.screen === true);
      // As if their page were another one: it sends, and nobody takes it.
      await ada.setPeers([peer("seat-b", { mayWrite: false, mayShare: false })], TOGETHER);
      await eventually("the screen is not shown any more", async () => (await ada.look()).others[0]?.screen === false);
      must((await bo.sendMessage("Not for you.")).ok, "their own page sends it");
      await bo.setPeers([peer("seat-a")], { ...TOGETHER, mayWrite: false, mayShare: false });
      must(!(await bo.look()).self.screen, "their own page ends the share");
      const refused = [await bo.sendMessage("Hello"), await bo.startScreenShare()];
      must(refused.map((one) => (one.ok ? "ok" : one.rejection)).join() === "notAllowed,notAllowed", "their own page refuses");
      must((await ada.sendMessage("And now?")).ok, "the other way is open");
      await eventually("read", async () => (await bo.look()).messages.some(({ text }) => text === "And now?"));
      must(!(await ada.look()).messages.some(({ text }) => text === "Not for you."), "nothing was taken");
    },
  },
  {
    promise: "a page that was loaded anew sees and is seen again",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(ada, bo);
      await stage.reload(bo);
      await meet(bo, ada);
      await sees(bo, ada);
      await sees(ada, bo);
    },
  },
  {
    promise: "leaving ends sending and switches the devices off",
    async tell(stage) {
      const [ada, bo] = await inCall(stage);
      await sees(bo, ada);
      await ada.leave();
      const { connection, self, others } = await ada.look();
      must(connection === "left" && others.length === 0, "left");
      must(!self.cameraOn && !self.microphoneOn, "the lights are out");
      await pause(300);
      const frames = await bo.framesOf("seat-a", "camera");
      await pause(700);
      must((await bo.framesOf("seat-a", "camera")) === frames, "nothing more comes");
    },
  },
];

async function inCall(stage: Stage): Promise<[Person, Person]> {
  const ada = await stage.enter("seat-a");
  const bo = await stage.enter("seat-b");
  await Promise.all([meet(ada, bo), meet(bo, ada)]);
  return [ada, bo];
}

async function meet(person: Person, ...others: readonly Person[]): Promise<void> {
  await person.setPeers(
    others.map(({ seatId }) => peer(seatId)),
    TOGETHER,
  );
  await person.join();
}

async function warmed(person: Person): Promise<boolean> {
  const { warm } = await person.look();
  return warm.length === 1 && warm[0]?.ready === true;
}

/** More frames than before: one alone could be an old one. */
async function sees(watcher: Person, watched: Person): Promise<void> {
  const before = await watcher.framesOf(watched.seatId, "camera");
  await eventually(`${watcher.seatId} sees ${watched.seatId} move`, async () => (await watcher.framesOf(watched.seatId, "camera")) >= before + 5);
}

export function must(fact: boolean, sentence: string): asserts fact {
  if (!fact) throw new Error(`Not so: ${sentence}`);
}

export async function eventually(sentence: string, question: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await question())) {
    if (performance.now() > until) throw new Error(`Not within ${PATIENCE_MS} ms: ${sentence}`);
    await pause(40);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
