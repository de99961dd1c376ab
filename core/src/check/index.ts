export { type CheckResult, type DeviceReadiness, judgeReadiness } from "./judge-readiness.ts";
