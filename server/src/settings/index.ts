export { createSettingsHandlers } from "./settings-handlers.ts";
