import { messagesFrom } from "./catalogue.ts";
import type staff from "./staff-en.json";
import { textFor } from "./text.tsx";

export type StaffMessageId = keyof typeof staff;
export const { useText, Text } = textFor<StaffMessageId>();
export const loadStaffMessages = messagesFrom(import.meta.glob("./staff-*.json", { import: "default" }));
