export { createMessageHandlers } from "./message-handlers.ts";
