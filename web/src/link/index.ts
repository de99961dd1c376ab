export { newId } from "./identifier.ts";
export { openStream } from "./open-stream.ts";
export { pageId } from "./page-id.ts";
export { type Answer, type Failure, type FailureCode, isFramed, type SendRequest, sendRequest, type ToldField } from "./request.ts";
export { createSeatClaim, type SeatClaim, type SeatClaimState } from "./seat-claim.ts";
export { type SignalLane, signalLane } from "./signal-lane.ts";
export type { Stream, StreamSnapshot } from "./stream.ts";
export type { TopicState, TopicStore } from "./topic-store.ts";
