export { createSeatPresence, type SeatClaim, type SeatPresence } from "./seat-presence.ts";
