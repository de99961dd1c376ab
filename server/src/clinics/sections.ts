import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";

/** Who saved a section last. Version 0: nobody ever did. */
export type SectionState = { version: number; lastChange: { byId: Id; at: number } | null };

const NEVER: SectionState = { version: 0, lastChange: null };
type Row = { section: string; version: number; changed_by: Id; changed_at: number };

/** Of an organisation or a clinic; to be read in the transaction that reads the values. */
export async function readSections(transaction: Transaction, subjectId: Id): Promise<(section: string) => SectionState> {
  const { rows } = await transaction.query<Row>({
    name: "read-sections",
    text: "select section, version, changed_by, changed_at from tenant.settings_section where subject_id = $1",
    values: [subjectId],
  });
  const states = new Map(rows.map((row) => [row.section, stateOf(row)]));
  return (section) => states.get(section) ?? NEVER;
}

type Saving = { organisationId: Id; subjectId: Id; section: string; version: number; byId: Id; now: number };

/**
 * Takes the next version, and holds the section until the end of the transaction. Null when somebody saved since `version` was read:
 * then nothing may be written.
 */
export async function saveSection(transaction: Transaction, { organisationId, subjectId, section, version, byId, now }: Saving): Promise<SectionState | null> {
  const { rows } = await transaction.query<Row>({
    name: "save-section",
    text: `insert into tenant.settings_section as s (organisation_id, subject_id, section, version, changed_by, changed_at) values ($1, $2, $3, 1, $4, $5)
      on conflict (subject_id, section) do update set version = s.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at where s.version = $6
      returning section, version, changed_by, changed_at`,
    values: [organisationId, subjectId, section, byId, now, version],
  });
  return rows[0] ? stateOf(rows[0]) : null;
}

function stateOf({ version, changed_by: byId, changed_at: at }: Row): SectionState {
  return { version, lastChange: { byId, at } };
}
