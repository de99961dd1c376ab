export * from "./policy.ts";
export * from "./team.ts";
