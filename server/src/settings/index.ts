export { createAddressHandlers } from "./address-handlers.ts";
export { createSettingsHandlers } from "./settings-handlers.ts";
