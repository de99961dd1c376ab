import type { ClinicRules, Visit } from "./model.ts";

/** Whether the clinic that has the caller has a text to which they have not agreed. What they agreed to elsewhere counts for nothing here. */
export function owesConsent({ clinicId, agreedIn }: Pick<Visit, "clinicId" | "agreedIn">, clinic: Pick<ClinicRules, "asksConsent"> | undefined): boolean {
  return clinic?.asksConsent === true && !agreedIn.includes(clinicId);
}
