export { auditKey } from "./audit-key.ts";
export { chainAudit } from "./chain.ts";
export { type Change, PLATFORM, recordChange, recordChanges } from "./record-change.ts";
export { wordsOf } from "./findings.ts";
export { verifyAudit } from "./verify.ts";
