export { createAddressHandlers } from "./address-handlers.ts";
export { type ConfigureDeps, mayConfigure, type Place } from "./may-configure.ts";
export { createSettingsHandlers } from "./settings-handlers.ts";
