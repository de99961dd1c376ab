import { lengthOf, PASSWORD_LENGTH } from "@anteroom/core/typed";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";

/** What can be told of a new password without asking the server; null: it is to judge. */
export function passwordLengthProblem(password: string): StaffMessageId | null {
  const length = lengthOf(password);
  if (length < PASSWORD_LENGTH.min) return "password.tooShort";
  return length > PASSWORD_LENGTH.max ? "password.tooLong" : null;
}
