import type { ClinicSettings } from "@anteroom/core/settings";
import { LONGEST_SECONDS, looped, packRecording, SHORTEST_SECONDS, SOUND_HERTZ, unpackWave } from "@anteroom/core/sound";
import { uuidv7 } from "uuidv7";
import { type Database, oncePerKey } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { type ConfigureDeps, mayConfigure } from "../settings/index.ts";
import { badField, cleanName, key, notFound, type Refusal } from "../visits/index.ts";

type Keys = "POST /api/clinics/{slug}/music" | "GET /api/public/clinics/{slug}/music/{musicId}";
type Own = NonNullable<ClinicSettings["ownMusic"]>;
const LONGEST_TITLE = 60;

export function createMusicHandlers(deps: ConfigureDeps): Pick<Handlers, Keys> {
  const { database, directory } = deps;

  return {
    async "POST /api/clinics/{slug}/music"({ asker, params, body, idempotencyKey }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { clinic } = place;
      const title = cleanName(body.title);
      if (!title) return badField("title", "name");
      if (title.length > LONGEST_TITLE) return badField("title", "tooLong", { max: String(LONGEST_TITLE) });
      const recording = encoded(body.sound);
      if ("ok" in recording) return recording;
      return database.transact(place.organisations, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `music ${clinic.id}`, body), async (): Promise<Answer<{ ok: true; ownMusic: Own }>> => {
          const ownMusic = { id: uuidv7(), title };
          await transaction.query("insert into tenant.clinic_music (clinic_id, organisation_id, id, title, recording, uploaded_at) values ($1, $2, $3, $4, $5, $6)", [
            clinic.id,
            clinic.organisationId,
            ownMusic.id,
            title,
            recording,
            Date.now(),
          ]);
          return { ok: true, reply: { ok: true, ownMusic } };
        }),
      );
    },

    async "GET /api/public/clinics/{slug}/music/{musicId}"({ params }) {
      const clinic = await directory.clinicBySlug(params.slug);
      if (!clinic || clinic.closed) return notFound;
      const found = await database.transact([clinic.organisationId], (transaction) =>
        transaction.query<{ recording: Buffer }>("select recording from tenant.clinic_music where clinic_id = $1 and id = $2", [clinic.id, params.musicId]),
      );
      const content = found.rows[0]?.recording;
      return content ? { ok: true, reply: { file: true }, download: { name: "waiting-music", type: "application/octet-stream", content, isForEver: true } } : notFound;
    },
  };
}

/** From plain samples to the product's own recording; nothing of what was sent is kept. */
function encoded(sound: string): Uint8Array | Refusal {
  const wave = unpackWave(Buffer.from(sound, "base64"));
  if (!wave || wave.hertz !== SOUND_HERTZ) return badField("sound", "pieceKind");
  const seconds = wave.samples.length / wave.hertz;
  if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) return badField("sound", "pieceLength", { min: String(SHORTEST_SECONDS), max: String(LONGEST_SECONDS) });
  const samples = looped(wave.samples, wave.hertz);
  return samples ? packRecording({ samples, hertz: wave.hertz }) : badField("sound", "pieceSilent");
}

/** What was uploaded and never saved, or replaced, goes after this. Milliseconds. */
const UNUSED_MS = 24 * 3_600_000;

export async function tidyMusic(database: Database, now: number): Promise<void> {
  await database.query("select tenant.sweep_music($1)", [now - UNUSED_MS]);
}
