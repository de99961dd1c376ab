export * from "./policy.ts";
export * from "./restoring.ts";
export * from "./team.ts";
