export { chainAudit, linkHash, startHousekeeping } from "./housekeeping.ts";
