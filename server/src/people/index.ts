export { createParticipantsHandler } from "./participants.ts";
export { createPersonHandlers } from "./person-handlers.ts";
