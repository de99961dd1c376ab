export * from "./signalling.ts";
