export * from "./clinic-settings.ts";
