import type { Readiness } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { seal, type Transaction, unseal } from "../db/index.ts";
import type { KeyRing } from "./key-ring.ts";

/** What a caller typed and staff noted. It lives sealed in one place and dies with its key. */
export type Details = {
  firstName: string;
  lastName: string;
  phone: string;
  /** Where texts reach them, with the country's code; empty until they typed the code that was texted there. */
  textTo: string;
  fields: Record<string, string>;
  providerNotes: string;
};
export type StoredDetails = Details & { sameNameNumber: number; language: string; interpreter: boolean; phoneMe: boolean; readiness: Readiness; key: Buffer };

const GONE: Details = { firstName: "", lastName: "", phone: "", textTo: "", fields: {}, providerNotes: "" };
type DetailRow = {
  visit_id: Id;
  key_hour: string;
  wrapped_key: Buffer;
  sealed: Buffer;
  same_name_number: number;
  language: string;
  interpreter: boolean;
  phone_me: boolean;
  readiness: Readiness;
  version: number;
};

export class DetailStore {
  readonly #ring: KeyRing;
  /** Opened details by visit; a thousand staff pages look at the same row. */
  readonly #opened = new Map<Id, { version: number; details: StoredDetails }>();

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  async insert(
    transaction: Transaction,
    visit: { visitId: Id; organisationId: Id; clinicId: Id; now: number; language: string; interpreter: boolean; phoneMe: boolean; readiness: Readiness },
    details: Details,
  ): Promise<void> {
    const { key, hour, wrapped } = this.#ring.newKey(visit.now);
    const mark = this.#ring.nameMark(visit.clinicId, `${details.firstName} ${details.lastName}`);
    await transaction.query({
      name: "insert-details",
      text: `insert into tenant.visit_detail (visit_id, organisation_id, key_hour, wrapped_key, sealed, name_mark, same_name_number, language, interpreter, readiness, phone_me)
        values ($1, $2, $3, $4, $5, $6, 1 + coalesce((select max(d.same_name_number) from tenant.visit_detail d join tenant.visit v on v.id = d.visit_id where d.name_mark = $6 and v.is_open), 0), $7, $8, $9, $10)`,
      values: [
        visit.visitId,
        visit.organisationId,
        hour,
        wrapped,
        seal(key, JSON.stringify(details)),
        mark,
        visit.language,
        visit.interpreter,
        JSON.stringify(visit.readiness),
        visit.phoneMe,
      ],
    });
  }

  /** Details of these visits; a visit whose details are purged is missing. */
  async read(transaction: Transaction, visitIds: readonly Id[]): Promise<ReadonlyMap<Id, StoredDetails>> {
    const found = new Map<Id, StoredDetails>();
    if (!visitIds.length) return found;
    const { rows } = await transaction.query<DetailRow>({ name: "read-details", text: "select * from tenant.visit_detail where visit_id = any($1)", values: [visitIds] });
    for (const row of rows) {
      const opened = this.#opened.get(row.visit_id);
      if (opened?.version === row.version) {
        found.set(row.visit_id, opened.details);
        continue;
      }
      const key = this.#ring.unwrap(row.key_hour, row.wrapped_key);
      if (!key) continue;
      const { same_name_number: sameNameNumber, language, interpreter, phone_me: phoneMe, readiness } = row;
      const details = { ...GONE, ...(JSON.parse(unseal(key, row.sealed).toString()) as Details), sameNameNumber, language, interpreter, phoneMe, readiness, key };
      found.set(row.visit_id, details);
      this.#opened.set(row.visit_id, { version: row.version, details });
    }
    return found;
  }

  async change(transaction: Transaction, visitId: Id, change: (details: Details) => Details): Promise<void> {
    const { rows } = await transaction.query<DetailRow>("select * from tenant.visit_detail where visit_id = $1 for update", [visitId]);
    const row = rows[0];
    const key = row && this.#ring.unwrap(row.key_hour, row.wrapped_key);
    if (!row || !key) return;
    const sealed = seal(key, JSON.stringify(change({ ...GONE, ...(JSON.parse(unseal(key, row.sealed).toString()) as Details) })));
    await transaction.query("update tenant.visit_detail set sealed = $2, version = version + 1 where visit_id = $1", [visitId, sealed]);
  }

  async setReadiness(transaction: Transaction, visitId: Id, readiness: Readiness): Promise<void> {
    await transaction.query("update tenant.visit_detail set readiness = $2, version = version + 1 where visit_id = $1", [visitId, JSON.stringify(readiness)]);
  }

  /** False when it was this language already. */
  async setLanguage(transaction: Transaction, visitId: Id, language: string): Promise<boolean> {
    const { rowCount } = await transaction.query("update tenant.visit_detail set language = $2, version = version + 1 where visit_id = $1 and language <> $2", [visitId, language]);
    return rowCount === 1;
  }

  /** Destroys what identifies: details with their key, messages, names on seats, notes that travelled. What reports count stays. */
  async purge(transaction: Transaction, visitId: Id): Promise<void> {
    this.#opened.delete(visitId);
    await transaction.query("delete from tenant.visit_detail where visit_id = $1", [visitId]);
    await transaction.query("delete from jobs.outbox where visit_id = $1", [visitId]);
    await transaction.query("delete from tenant.message where visit_id = $1", [visitId]);
    await transaction.query("update tenant.seat set sealed_name = null where visit_id = $1", [visitId]);
    await transaction.query("delete from tenant.invitation where visit_id = $1", [visitId]);
    await transaction.query("delete from tenant.device_link where visit_id = $1", [visitId]);
    await transaction.query("delete from tenant.guest_session where visit_id = $1", [visitId]);
  }
}

/** Text that travels with a visit in other tables, sealed with the key of the visit. */
export function sealText(key: Buffer, text: string): string {
  return text === "" ? "" : seal(key, text).toString("base64");
}

/** Empty once the key is gone. */
export function unsealText(key: Buffer | undefined, sealed: string): string {
  if (!key || sealed === "") return "";
  try {
    return unseal(key, Buffer.from(sealed, "base64")).toString();
  } catch {
    return ""; // sealed with a key that is destroyed
  }
}
