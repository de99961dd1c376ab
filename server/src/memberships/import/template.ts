import { stringify } from "csv-stringify/sync";

const HEADING = ["organisation", "clinic link", "e-mail", "role", "waiting area", "meeting rooms", "user room"];

/** With one row that shows how, to be written over. Begins with a mark by which spreadsheets know UTF-8. */
export function template(organisationName: string, clinicLink: string | undefined): string {
  const example = clinicLink
    ? [organisationName, clinicLink, "name@example.org", "team member", "TRUE", "FALSE", "FALSE"]
    : [organisationName, "", "name@example.org", "coordinator", "", "", ""];
  return stringify([HEADING, example], { bom: true, record_delimiter: "windows", escape_formulas: true });
}
