import { useRemembered } from "../app/remembered.ts";

/** What rings for me in one clinic. */
export type AlertChoice = { sound: boolean; notice: boolean };

const isChoice = (value: unknown): value is AlertChoice =>
  typeof value === "object" && value !== null && "sound" in value && typeof value.sound === "boolean" && "notice" in value && typeof value.notice === "boolean";

/** Sound is on from the beginning; notices are asked for only when somebody switches them on. */
export function useAlertChoice(personId: string, clinicId: string) {
  return useRemembered<AlertChoice>(`alerts.${personId}.${clinicId}`, { sound: true, notice: false }, isChoice);
}
