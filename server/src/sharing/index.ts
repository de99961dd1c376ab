export { createShareHandler } from "./share-handler.ts";
