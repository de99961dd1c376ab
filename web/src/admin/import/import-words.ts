import type { ImportColumn, ImportFault, ImportOutcome, ImportProgress } from "@anteroom/core/protocol";
import type { useText } from "../../i18n/admin-messages.ts";

type Text = ReturnType<typeof useText>;
type ImportReport = NonNullable<ImportProgress["report"]>;
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

/** What an import did (`count`) or will do (`will`), and nothing of what it does not. */
export function reportText(t: Text, report: ImportReport, tense: "count" | "will" = "count"): string {
  const outcomes = ["invited", "added", "changed", "same"] as const;
  return outcomes.flatMap((each) => (report[each] > 0 ? [t(`import.${tense}.${each}`, { count: report[each] })] : [])).join(" ");
}

/** Which field and why. */
export function faultText(t: Text, { field, reason, line = 0 }: ImportFault): string {
  return t("import.fault", { field: t(columnNames[field]), reason: t(reasons[reason], { line }) });
}
