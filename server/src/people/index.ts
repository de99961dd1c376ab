export { createPersonHandlers } from "./person-handlers.ts";
