export { createEscalate } from "./escalate.ts";
