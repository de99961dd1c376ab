export { createHubHandlers } from "./hub-handlers.ts";
