export type * from "./actions.ts";
export type * from "./model.ts";
