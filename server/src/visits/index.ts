export { cleanName, cleanText } from "./clean-text.ts";
export { type Details, DetailStore, sealText, type StoredDetails, unsealText } from "./detail-store.ts";
export { type Command, createDoor, type DeadlineEffects, type Door, Rollback, type Sender } from "./door.ts";
export { KeyRing } from "./key-ring.ts";
export { badField, createSenders, notAllowed, notFound, notSignedIn, organisationOf, type Refusal, refusalIn, type Senders } from "./asking.ts";
export { createEntryHandlers, key } from "./entry-handlers.ts";
export { createGuestSession, findGuestSession, GUEST_COOKIE_SECONDS, type GuestSession, hashOf, newToken } from "./guest-sessions.ts";
export { raiseTopics } from "./raise-topics.ts";
export { auditOf, createVisitHandlers, withNames } from "./visit-handlers.ts";
