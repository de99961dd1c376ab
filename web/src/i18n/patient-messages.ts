import { messagesFrom } from "./catalogue.ts";
import type patient from "./patient-en.json";
import { textFor } from "./text.tsx";

export type PatientMessageId = keyof typeof patient;
export const { useText, Text } = textFor<PatientMessageId>();
export const loadPatientMessages = messagesFrom(import.meta.glob("./patient-*.json", { import: "default" }));
