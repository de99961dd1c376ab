import { type EntryField, isDate } from "@anteroom/core/settings";
import { DO_NOT_KNOW, isEmail, phoneFault, plainNumber } from "@anteroom/core/typed";

/** What is wrong with an answer to an entry field, and what to do; null: nothing. The field is one of `askedFields`. */
export function answerFault({ kind, required, options }: EntryField, value: string): string | null {
  if (!value) return required ? "Please fill this in." : null;
  const isOffered = (each: string) => options.some((option) => option.value === each);
  switch (kind) {
    case "number":
      return plainNumber(value) === null ? "Please write a number." : null;
    case "date":
      return isDate(value) ? null : "Please write a date as year-month-day: 2027-03-31.";
    case "choice":
      return isOffered(value) ? null : "Please choose one of the answers that are offered.";
    case "choices":
      return value.split("\n").every(isOffered) ? null : "Please choose among the answers that are offered.";
    case "clinician":
      return value === DO_NOT_KNOW || isOffered(value) ? null : "Please choose one of the names that are offered, or that you do not know.";
    case "yesNo":
      return value === "yes" || value === "no" ? null : "Please choose yes or no.";
    case "phone":
      return phoneFault(value) ? "This is not a phone number. Please write it in figures." : null;
    case "email":
      return isEmail(value) ? null : "Please write a full e-mail address.";
    default:
      return null;
  }
}
