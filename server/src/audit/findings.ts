import { PLATFORM } from "./record-change.ts";
import type { Finding, Verified } from "./verify.ts";

/** What an operator reads: one line for an organisation, and one for everything that does not fit. */
export function wordsOf({ organisationId, name, rows, notYetLinked, head, findings }: Verified): string[] {
  const who = organisationId === PLATFORM ? "The platform" : `${name ?? "An organisation that is gone"} (${organisationId})`;
  const open = notYetLinked ? `, and ${notYetLinked} not linked yet` : "";
  // To be kept elsewhere: whoever has the whole disk can make a chain anew, but not one that ends like this.
  const end = head ? `, ends with ${head.hash.toString("hex").slice(0, 16)}` : "";
  if (!findings.length) return [`${who}: ${rows} rows in order${open}${end}.`];
  return [`${who}: NOT IN ORDER. ${rows} rows${open}.`, ...findings.map((finding) => `  ${sentence(finding)}`)];
}

function sentence(finding: Finding): string {
  switch (finding.what) {
    case "changed":
      return `Row ${finding.seq} (${finding.id}) is not what was written, or does not stand where it was written.`;
    case "missing":
      return `${rowsOf(finding)} missing.`;
    case "missingTail":
      return `${rowsOf(finding)} missing at the end.`;
    case "unsealed":
      return `${rowsOf(finding)} behind the sealed end: this installation did not link them.`;
    case "rewritten":
      return `The chain was made anew: row ${finding.seq} is not the end that was sealed.`;
    case "headForged":
      return "The seal of the end is missing, or was not made with the key of this installation.";
  }
}

function rowsOf({ from, to }: { from: number; to: number }): string {
  return from === to ? `Row ${from} is` : `Rows ${from} to ${to} are`;
}
