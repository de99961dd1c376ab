import { type Fault, faultAt } from "@anteroom/core/faults";
import { type EntryField, isDate } from "@anteroom/core/settings";
import { DO_NOT_KNOW, isEmail, phoneFault, plainNumber } from "@anteroom/core/typed";

/** What is wrong with an answer to an entry field, and what to do; null: nothing. The field is one of `askedFields`. */
export function answerFault(path: string, { kind, required, options }: EntryField, value: string): Fault | null {
  if (!value) return required ? faultAt(path, "missing") : null;
  const isOffered = (each: string) => options.some((option) => option.value === each);
  switch (kind) {
    case "number":
      return plainNumber(value) === null ? faultAt(path, "number") : null;
    case "date":
      return isDate(value) ? null : faultAt(path, "noDay", { date: value });
    case "choice":
      return isOffered(value) ? null : faultAt(path, "notOffered");
    case "choices":
      return value.split("\n").every(isOffered) ? null : faultAt(path, "notOffered");
    case "clinician":
      return value === DO_NOT_KNOW || isOffered(value) ? null : faultAt(path, "notOffered");
    case "yesNo":
      return value === "yes" || value === "no" ? null : faultAt(path, "notOffered");
    case "phone":
      return phoneFault(value) ? faultAt(path, "noPhone") : null;
    case "email":
      return isEmail(value) ? null : faultAt(path, "email");
    default:
      return null;
  }
}
