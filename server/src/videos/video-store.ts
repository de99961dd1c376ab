import type { VideoFormat } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Database, Transaction } from "../db/index.ts";

export type Video = { hash: string; format: VideoFormat; bytes: Uint8Array };

/** Of all videos of one organisation. Bytes. */
const QUOTA = 500_000_000;

/** Kept under the hash of its bytes: the same video twice is one. Answers how many bytes are free when this one has no room. */
export async function saveVideo(transaction: Transaction, organisationId: Id, { hash, format, bytes }: Video, now: number): Promise<{ free: number } | null> {
  // Of two uploads at once the second counts the first.
  await transaction.query("select pg_advisory_xact_lock(hashtextextended('videos of ' || $1, 0))", [organisationId]);
  const { rows } = await transaction.query<{ used: string }>("select coalesce(sum(size), 0) as used from tenant.video where organisation_id = $1 and hash <> $2", [
    organisationId,
    hash,
  ]);
  const free = QUOTA - Number(rows[0]?.used ?? 0);
  if (bytes.length > free) return { free: Math.max(0, free) };
  await transaction.query(
    `insert into tenant.video (organisation_id, hash, format, size, bytes, uploaded_at) values ($1, $2, $3, $4, $5, $6)
      on conflict (organisation_id, hash) do update set uploaded_at = excluded.uploaded_at`,
    [organisationId, hash, format, bytes.length, bytes, now],
  );
  return null;
}

/** Of this organisation; one of another may not be shown as its own. */
export async function hasVideo(transaction: Transaction, organisationId: Id, hash: string, format: VideoFormat): Promise<boolean> {
  const { rowCount } = await transaction.query("select 1 from tenant.video where organisation_id = $1 and hash = $2 and format = $3", [organisationId, hash, format]);
  return (rowCount ?? 0) > 0;
}

/** By its hash alone, which nobody can guess. */
export async function findVideo(database: Database, hash: string): Promise<{ format: VideoFormat; size: number } | null> {
  const [row] = await database.query<{ format: VideoFormat; size: number }>("select * from tenant.video_by_hash($1)", [hash]);
  return row ?? null;
}

/** Read in pieces, each when the one before was taken: a whole video is never held. Bytes. */
const PIECE = 256 * 1024;

/** From the first to the last byte named, both included. Ends early when the video is removed meanwhile. */
export async function* readVideo(database: Database, hash: string, first: number, last: number): AsyncGenerator<Buffer> {
  for (let at = first; at <= last; at += PIECE) {
    const [row] = await database.query<{ piece: Buffer | null }>("select tenant.video_part($1, $2, $3) as piece", [hash, at, Math.min(PIECE, last - at + 1)]);
    if (!row?.piece?.length) return;
    yield row.piece;
  }
}

/** What was uploaded and never saved, or is not shown any more, goes after this. Milliseconds. */
const UNUSED_MS = 24 * 3_600_000;

export async function tidyVideos(database: Database, now: number): Promise<void> {
  await database.query("select tenant.sweep_videos($1)", [now - UNUSED_MS]);
}
