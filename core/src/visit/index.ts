export { act } from "./act.ts";
export type * from "./actions.ts";
export { deadlinesOf } from "./deadlines.ts";
export { brokenInvariants } from "./invariants.ts";
export type * from "./model.ts";
export { type Reach, reach } from "./reach.ts";
