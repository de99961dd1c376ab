import type { ImportColumn, ImportFault, ImportOutcome } from "@anteroom/core/protocol";
import type { useText } from "../../i18n/admin-messages.ts";

type Text = ReturnType<typeof useText>;
type MessageId = Parameters<Text>[0];

export const columnNames: Record<ImportColumn, MessageId> = {
  organisation: "admin.organisation",
  clinic: "import.clinicLink",
  email: "people.email",
  role: "people.role",
  waitingArea: "permission.waitingArea",
  rooms: "import.rooms",
  userRoom: "permission.userRoom",
};
export const outcomeNames: Record<ImportOutcome, MessageId> = { invited: "import.isInvited", added: "import.isAdded", changed: "import.isChanged", same: "import.isSame" };
const reasons: Record<ImportFault["reason"], MessageId> = {
  missing: "import.missing",
  formula: "import.formula",
  notAnAddress: "import.notAnAddress",
  unknownRole: "import.unknownRole",
  unknownClinic: "import.unknownClinic",
  otherOrganisation: "import.otherOrganisation",
  needsClinic: "import.needsClinic",
  needsNoClinic: "import.needsNoClinic",
  notTrueOrFalse: "import.notTrueOrFalse",
  duplicate: "import.duplicate",
  lastAdministrator: "import.lastAdministrator",
};

/** Which field and why. */
export function faultText(t: Text, { field, reason, line = 0 }: ImportFault): string {
  return t("import.fault", { field: t(columnNames[field]), reason: t(reasons[reason], { line }) });
}
