export { createHealthHandler } from "./health-handler.ts";
export { createPlatformOrganisationHandlers } from "./organisation-handlers.ts";
export { createOutboxHandlers } from "./outbox-handlers.ts";
export { createSetUpHandlers, isSetUpOpen } from "./set-up.ts";
export { setUpCode } from "./set-up-code.ts";
