export * from "./clinic-settings.ts";
export * from "./opening.ts";
