import type { Id } from "@anteroom/core/visit";
import type { Database, Transaction } from "../db/index.ts";
import { IMAGE_SIZES, type Rendition, type Shape } from "./render.ts";

/** Far more than a hospital's clinics show; what nothing shows goes after a day. */
const MOST_IMAGES = 500;

/** Kept under the hash of its pixels: the same picture twice is one. False when the organisation has sent too many. */
export async function saveImage(transaction: Transaction, organisationId: Id, hash: string, renditions: readonly Rendition[], now: number): Promise<boolean> {
  const { rows } = await transaction.query<{ others: number }>("select count(distinct hash)::int as others from tenant.image where organisation_id = $1 and hash <> $2", [
    organisationId,
    hash,
  ]);
  if ((rows[0]?.others ?? 0) >= MOST_IMAGES) return false;
  for (const { size, bytes } of renditions)
    await transaction.query(
      `insert into tenant.image (organisation_id, hash, size, bytes, uploaded_at) values ($1, $2, $3, $4, $5)
        on conflict (organisation_id, hash, size) do update set uploaded_at = excluded.uploaded_at`,
      [organisationId, hash, size, bytes, now],
    );
  return true;
}

/** Of this organisation, in the sizes of that shape; one of another may not be shown as its own. */
export async function hasImage(transaction: Transaction, organisationId: Id, hash: string, shape: Shape): Promise<boolean> {
  const sizes = IMAGE_SIZES[shape];
  const { rowCount } = await transaction.query("select 1 from tenant.image where organisation_id = $1 and hash = $2 and size = any($3)", [organisationId, hash, sizes]);
  return rowCount === sizes.length;
}

/** By its hash alone, which nobody can guess. */
export async function readImage(database: Database, hash: string, size: number): Promise<Buffer | null> {
  const [row] = await database.query<{ bytes: Buffer | null }>("select tenant.image_by_hash($1, $2) as bytes", [hash, size]);
  return row?.bytes ?? null;
}

/** What was uploaded and never saved goes after this. Milliseconds. */
const UNUSED_MS = 24 * 3_600_000;

export async function tidyImages(database: Database, now: number): Promise<void> {
  await database.query("select tenant.sweep_images($1)", [now - UNUSED_MS]);
}
