import type { Readable } from "node:stream";
import type { EndpointKey, ParamsOf, ParsedBody, Reply, WrongField } from "@anteroom/core/protocol";
import type { Id, Rejection } from "@anteroom/core/visit";

/**
 * Who asks, decided once at the edge from the session cookie. A guest's session belongs to a seat:
 * when the seat is left, the session is dead.
 */
export type Asker =
  | { kind: "nobody" }
  | { kind: "member"; personId: Id; sessionId: string }
  | { kind: "caller"; visitId: Id; seatId: Id; sessionId: string }
  | { kind: "companion"; visitId: Id; seatId: Id; sessionId: string };

export type Request<K extends EndpointKey> = {
  asker: Asker;
  params: Record<ParamsOf<K>, string>;
  body: ParsedBody<K>;
  /** Null only for queries. */
  idempotencyKey: string | null;
  /** For abuse limits only; never stored beside a visit. */
  sourceAddress: string;
};

/** Sent instead of the reply, to be saved by the browser under this name. */
export type Download = { name: string; type: string; content: Readable | Buffer | string /** It never changes under its address. */; isForEver?: boolean };

export type Answer<R> =
  | { ok: true; reply: R; guestCookie?: { token: string; maxAgeSeconds: number } | "clear"; download?: Download }
  | { ok: false; rejection: Rejection | DoorRejection; names?: readonly string[] };

/** What a feature may answer beside the rejections of the rules. */
export type DoorRejection =
  | { code: "badRequest"; fields: readonly WrongField[] }
  | { code: "idempotencyKeyReused" }
  | { code: "notSignedIn" }
  | { code: "wrongCode"; triesLeft: number }
  | { code: "codeOver" }
  | { code: "unavailable" }
  | { code: "tryAgain" }
  | { code: "changedMeanwhile"; by: string; at: number; now: unknown }
  | { code: "slowDown"; retryAfterMs: number }
  | { code: "lastAdministrator" }
  | { code: "invitationOver"; why: "used" | "expired" | "withdrawn" }
  | { code: "wrongAccount" }
  | { code: "singleSignOn"; organisation: string }
  | { code: "accountExists" }
  | { code: "clinicInUse"; waiting: number; seen: number };

export type Handlers = { [K in EndpointKey]: (request: Request<K>) => Promise<Answer<Reply<K>>> };
