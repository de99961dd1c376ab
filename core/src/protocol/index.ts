export * from "./http.ts";
export * from "./stream.ts";
export type * from "./views.ts";
