import type call from "./call-en.json";
import { messagesFrom } from "./catalogue.ts";
import { textFor } from "./text.tsx";

export type CallMessageId = keyof typeof call;
export const { useText, Text } = textFor<CallMessageId>();
/** For the patient it comes beside the call's code, while the person waits. */
export const loadCallMessages = messagesFrom(import.meta.glob("./call-*.json", { import: "default" }));
