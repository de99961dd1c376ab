export { auditKey } from "./audit-key.ts";
export { chainAudit } from "./chain.ts";
export { PLATFORM, recordChange } from "./record-change.ts";
export { wordsOf } from "./findings.ts";
export { verifyAudit } from "./verify.ts";
