import type { OrganisationClinic } from "@anteroom/core/protocol";
import { stringify } from "csv-stringify/sync";

const COLUMNS = ["clinic", "link", "consultation", "specialty", "tags", "status", "waiting", "onHold", "beingSeen", "longestWaitMinutes", "online"] as const;

/** As spreadsheets open it: UTF-8 with a byte order mark, and no cell that is taken for a formula. */
export function clinicsCsv(clinics: readonly OrganisationClinic[], publicUrl: string, now: number): string {
  const rows = clinics.map(({ name, slug, consultationName, specialty, tags, live }) => [
    name,
    `${publicUrl}/c/${slug}`,
    consultationName,
    specialty,
    tags.join(", "),
    ...(live
      ? [
          live.state,
          live.counts.waiting,
          live.counts.held,
          live.counts.seen,
          live.counts.longestWaitSince === null ? "" : Math.floor((now - live.counts.longestWaitSince) / 60_000),
          live.online,
        ]
      : []),
  ]);
  const columns = COLUMNS.slice(0, clinics.every(({ live }) => live === null) ? 5 : COLUMNS.length);
  return stringify([[...columns], ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
