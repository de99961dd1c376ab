export { act } from "./act.ts";
export type * from "./actions.ts";
export { UNDO_MS } from "./adding.ts";
export { audienceOf, callAudienceOf, type Audience, type CallAudience, sees, type VisitPart } from "./audience.ts";
export { deadlinesOf, HANDOVER_MS, nextDeadline, OFFLINE_MS } from "./deadlines.ts";
export { brokenInvariants, brokenStep } from "./invariants.ts";
export { KNOCK_MS } from "./inviting.ts";
export type * from "./model.ts";
export { type Reach, reach, sliceOf } from "./reach.ts";
