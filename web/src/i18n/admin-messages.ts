import type account from "./admin-account-en.json";
import type faults from "./admin-faults-en.json";
import type frame from "./admin-frame-en.json";
import type hub from "./admin-hub-en.json";
import type looks from "./admin-looks-en.json";
import type organisation from "./admin-organisation-en.json";
import type people from "./admin-people-en.json";
import type sharing from "./admin-sharing-en.json";
import type waiting from "./admin-waiting-en.json";
import type settings from "./admin-settings-en.json";
import { messagesFrom } from "./catalogue.ts";
import type { StaffMessageId } from "./staff-messages.ts";
import { textFor } from "./text.tsx";

/** Administration is a part of the staff's pages and may use their texts. */
export type AdminMessageId =
  | StaffMessageId
  | keyof typeof faults
  | keyof typeof frame
  | keyof typeof organisation
  | keyof typeof settings
  | keyof typeof people
  | keyof typeof account
  | keyof typeof hub
  | keyof typeof looks
  | keyof typeof sharing
  | keyof typeof waiting;
export const { useText, Text } = textFor<AdminMessageId>();
export const loadAdminMessages = messagesFrom(import.meta.glob("./admin-*.json", { import: "default" }));
