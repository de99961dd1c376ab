import { z } from "zod";
import type { Id, Instant } from "../visit/index.ts";
import type { IceSettings } from "./views.ts";

/**
 * The one stream. Down: numbered topics and volatile frames. Up: watch, presence and call signalling.
 * Who asks comes from the cookie alone; a topic the session may not see is answered `refused`, whether it exists or not.
 */
/** `settings:` is told between nodes alone; no page watches it. */
export type TopicName =
  | `settings:${string}`
  | `clinic:${string}`
  | `counts:${string}`
  | `channel:${string}`
  | `unread:${string}`
  | `visit:${string}`
  | `call:${string}`
  | `person:${string}`;

/** A frame above this closes the connection. Bytes. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Sockets and pages are looked after at this pace. Milliseconds. */
export const HEARTBEAT_MS = 10_000;

const id = z.uuid();
const topic = z.string().regex(/^(clinic|counts|channel|unread|visit|call|person):[0-9a-f-]{36}$/) as unknown as z.ZodType<TopicName>;

/** Signal data is opaque to the server but for candidates and descriptions, which it strips when the link is relay-only. */
export const signalData = z.strictObject({
  /** Epoch of the call's route and generation of this link, so that stale answers are dropped. */
  epoch: z.number().int().min(0),
  generation: z.number().int().min(0),
  /** Generation of the receiver's link that this speaks to; absent while the sender knows none. */
  answers: z.number().int().min(0).optional(),
  /** Number of the offer; its answer repeats it, so that a late answer is never taken for that to a newer offer. */
  exchange: z.number().int().min(0).optional(),
  description: z.strictObject({ type: z.enum(["offer", "answer", "pranswer", "rollback"]), sdp: z.string().max(48_000) }).optional(),
  candidate: z
    .strictObject({
      candidate: z.string().max(2_000),
      sdpMid: z.string().max(64).nullish(),
      sdpMLineIndex: z.number().int().nullish(),
      usernameFragment: z.string().max(256).nullish(),
    })
    .nullable()
    .optional(),
  /** Asks the other side to offer again, for example after its page was reloaded. */
  restart: z.boolean().optional(),
});
export type SignalData = z.infer<typeof signalData>;

export const readiness = z.strictObject({
  camera: z.enum(["ready", "blocked", "missing", "inUse", "unknown"]),
  microphone: z.enum(["ready", "blocked", "missing", "inUse", "unknown"]),
  canCall: z.boolean(),
  kbitPerSecond: z.number().int().min(0).max(10_000_000).nullable(),
});

export const clientFrame = z.discriminatedUnion("t", [
  /** `since`: the last number seen; null asks for a snapshot. */
  z.strictObject({ t: z.literal("watch"), topics: z.array(z.strictObject({ name: topic, since: z.number().int().nullable() })).max(100) }),
  z.strictObject({ t: z.literal("unwatch"), topics: z.array(topic).max(100) }),
  /** From a worker, so that a page that is busy still counts as alive. */
  z.strictObject({ t: z.literal("beat"), visible: z.boolean() }),
  /** This page wants to be the one live page of its seat; `pageId` survives a reload of the tab, so a reload is no second device. */
  z.strictObject({ t: z.literal("sit"), seatId: id, pageId: z.string().min(8).max(64), takeOver: z.boolean() }),
  z.strictObject({ t: z.literal("signal"), callId: id, from: id, to: id, data: signalData }),
  /** Warm on intent: a host opened the row or rests on its *Join*. Answered by `warm` on both sides, or silently not. */
  z.strictObject({ t: z.literal("warm"), visitId: id }),
  z.strictObject({ t: z.literal("cool"), visitId: id }),
  z.strictObject({ t: z.literal("readiness"), readiness }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

/** Null for anything a well-behaved client would not send. */
export function parseClientFrame(raw: string): ClientFrame | null {
  try {
    return clientFrame.safeParse(JSON.parse(raw)).data ?? null;
  } catch {
    return null; // not JSON
  }
}

/**
 * The same stream where sockets are blocked: `POST /api/stream/poll`, one request at a time for each `pollId`.
 * A poll id made by the page stands for a socket: the first request opens it (its reply starts with `welcome`), 30 s without a
 * request close it, and an unknown id with `got` above 0 is answered 404: the page starts again with a new id and its `since`s.
 * `got`: number of the last frame received, so that a lost reply is sent again; `frames` come up, numbered by `sent` for the
 * first of them, so that a repeated request is not obeyed twice. The server answers at once when it has frames or was given
 * some, else within 25 s.
 */
export const pollRequest = z.strictObject({
  pollId: z.uuid(),
  got: z.number().int().min(0),
  sent: z.number().int().min(0),
  frames: z.array(clientFrame).max(100),
});
export type PollRequest = z.infer<typeof pollRequest>;
/** `first` is the number of the first frame; the numbers go up by one from 1. */
export type PollReply = { first: number; frames: readonly ServerFrame[] };

export type WarmGrant = {
  callId: Id;
  /** Seat of the receiver of this frame; for a host: reserved, to be sent with *Join*. */
  ownSeatId: Id;
  peerSeatId: Id;
  visitId: Id;
  expiresAt: Instant;
  ice: IceSettings;
};

export type ServerFrame =
  /** First frame. `now` is the server's clock, so that waiting times count from one clock. */
  | { t: "welcome"; connectionId: string; now: Instant; personId: Id | null; visitId: Id | null; seatId: Id | null }
  /** The whole topic. For `clinic:` the value is `ClinicThings`, for `channel:` `ChannelThings`. */
  | { t: "snapshot"; topic: TopicName; seq: number; value: unknown }
  /** One keyed thing of a `clinic:` or `channel:` topic; null when gone. Single-valued topics always send snapshots. */
  | { t: "change"; topic: TopicName; seq: number; key: string; value: unknown }
  /** May not (or no longer) be seen; whatever was held of it must be dropped. */
  | { t: "refused"; topic: TopicName }
  | { t: "signal"; callId: Id; from: Id; to: Id; data: SignalData }
  | { t: "warm"; grant: WarmGrant }
  | { t: "cool"; callId: Id; seatId: Id }
  /** Answer to `sit`: this page is live. */
  | { t: "seated"; seatId: Id }
  /** Another page of this person is live (`sit` refused), or has just taken over. */
  | { t: "elsewhere"; seatId: Id }
  /** A host muted this seat: the page turns its own microphone off; never on. */
  | { t: "muted"; seatId: Id; byName: string }
  /** Answers a client's `beat` at once: browsers hide the pings of a socket, so this is how a page learns that its line is dead. */
  | { t: "beat" }
  /** Only the sender's own page: something the page should ring for. */
  | { t: "ring"; visitId: Id }
  /** The server leaves: reconnect within this many milliseconds, at a random moment. */
  | { t: "leaving"; withinMs: number }
  /** The session ended; nothing of it works any more. */
  | { t: "signedOut" };
