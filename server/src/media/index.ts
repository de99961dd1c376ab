export { createIceFor, type IceFor } from "./ice.ts";
export { createIceHandler, isRelayOnly } from "./ice-handler.ts";
