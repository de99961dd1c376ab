import type { ClinicSettings } from "@anteroom/core/settings";
import { LONGEST_SECONDS, looped, packRecording, SHORTEST_SECONDS, SOUND_HERTZ, unpackWave } from "@anteroom/core/sound";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import { oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { type ConfigureDeps, mayConfigure, type Place, whoSeesSettings } from "../settings/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField, cleanName, key, notFound, raiseTopics, type Refusal } from "../visits/index.ts";

type Keys = "POST /api/clinics/{slug}/music" | "POST /api/clinics/{slug}/music/remove" | "GET /api/public/clinics/{slug}/music/{musicId}";
type Own = ClinicSettings["ownMusic"];
const LONGEST_TITLE = 60;

export function createMusicHandlers(deps: ConfigureDeps): Pick<Handlers, Keys> {
  const { database, directory, announce } = deps;

  /** Writes what the clinic has now, with its trace in the log, and tells whoever waits. */
  async function change(transaction: Transaction, { clinic, member }: Place, ownMusic: Own, source: string): Promise<TopicMoves> {
    const { rows } = await transaction.query<{ before: Own }>("select settings->'ownMusic' as before from tenant.clinic where id = $1 for update", [clinic.id]);
    await transaction.query(
      "update tenant.clinic set settings = case when $2::jsonb is null then settings - 'ownMusic' else settings || jsonb_build_object('ownMusic', $2::jsonb) end where id = $1",
      [clinic.id, ownMusic && JSON.stringify(ownMusic)],
    );
    await recordChange(transaction, {
      organisationId: clinic.organisationId,
      byId: member.personId,
      action: "clinic.configured",
      subjectId: clinic.id,
      before: { clinicId: clinic.id, ownMusic: rows[0]?.before?.title ?? null },
      after: { clinicId: clinic.id, ownMusic: ownMusic?.title ?? null },
      source,
    });
    return raiseTopics(transaction, await whoSeesSettings(transaction, clinic.id));
  }

  return {
    async "POST /api/clinics/{slug}/music"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { clinic } = place;
      const title = cleanName(body.title);
      if (!title || title.length > LONGEST_TITLE) return badField("title", `Give the piece a name of at most ${LONGEST_TITLE} characters.`);
      const recording = encoded(body.sound);
      if ("ok" in recording) return recording;
      let moves: TopicMoves = [];
      const answer = await database.transact(place.organisations, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `music ${clinic.id}`, body), async (): Promise<Answer<{ ok: true; ownMusic: Own }>> => {
          const ownMusic = { id: uuidv7(), title };
          await transaction.query(
            "insert into tenant.clinic_music (clinic_id, organisation_id, id, recording) values ($1, $2, $3, $4) on conflict (clinic_id) do update set id = excluded.id, recording = excluded.recording",
            [clinic.id, clinic.organisationId, ownMusic.id, recording],
          );
          moves = await change(transaction, place, ownMusic, sourceAddress);
          return { ok: true, reply: { ok: true, ownMusic } };
        }),
      );
      if (answer.ok) directory.forget();
      if (moves.length) announce(moves);
      return answer;
    },

    async "POST /api/clinics/{slug}/music/remove"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { clinic } = place;
      let moves: TopicMoves = [];
      const answer = await database.transact(place.organisations, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `music/remove ${clinic.id}`, body), async (): Promise<Answer<{ ok: true; ownMusic: null }>> => {
          const { rows } = await transaction.query<{ music: string | null }>("select settings->>'music' as music from tenant.clinic where id = $1 for update", [clinic.id]);
          if (rows[0]?.music === "own") return badField("music", "Callers hear this piece now. Please choose another one and save it first.");
          await transaction.query("delete from tenant.clinic_music where clinic_id = $1", [clinic.id]);
          moves = await change(transaction, place, null, sourceAddress);
          return { ok: true, reply: { ok: true, ownMusic: null } };
        }),
      );
      if (answer.ok) directory.forget();
      if (moves.length) announce(moves);
      return answer;
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
  if (!wave || wave.hertz !== SOUND_HERTZ) return badField("sound", "This is not a piece of music that can be used. Please choose another file.");
  const seconds = wave.samples.length / wave.hertz;
  if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS)
    return badField("sound", `A piece lasts from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds; it begins again by itself.`);
  const samples = looped(wave.samples, wave.hertz);
  return samples ? packRecording({ samples, hertz: wave.hertz }) : badField("sound", "There is nothing to hear in this file.");
}
