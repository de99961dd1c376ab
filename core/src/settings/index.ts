export * from "./clinic-settings.ts";
export * from "./opening.ts";
export * from "./sections.ts";
