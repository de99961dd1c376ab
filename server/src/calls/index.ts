export { createCallHandlers } from "./call-handlers.ts";
export { createInvitationHandlers } from "./invitation-handlers.ts";
export { createSeatPresence, type SeatClaim, type SeatPresence } from "./seat-presence.ts";
