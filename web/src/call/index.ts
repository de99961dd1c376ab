export { createCallMedia } from "./call-media.ts";
export type { CallMedia, CallMediaDependencies, CallMediaSnapshot, SeatRef } from "./call-media.ts";
export type { PatientCallProps } from "./patient-call-props.ts";
export type { HostActions, Invitation, StaffCallProps } from "./staff-call-props.ts";
