export * from "./clinic-settings.ts";
export * from "./contrast.ts";
export * from "./look.ts";
export * from "./opening.ts";
export { copiesForNextYear } from "./special-days.ts";
export * from "./sections.ts";
export * from "./organisation-settings.ts";
export * from "./slug.ts";
export * from "./sign-in-rules.ts";
