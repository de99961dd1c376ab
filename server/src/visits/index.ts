export { cleanName, cleanText } from "./clean-text.ts";
export { type Details, DetailStore, type StoredDetails, sealText, unsealText } from "./detail-store.ts";
export { type Command, createDoor, type Door, type Sender } from "./door.ts";
export { KeyRing, seal, unseal } from "./key-ring.ts";
