export { createOutboxHandlers } from "./outbox-handlers.ts";
