import { mayInClinic } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Directory, organisationsOf } from "../clinics/index.ts";
import { databaseNow, type Database, oncePerKey, seal, type Transaction } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { channelPage } from "../views/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { badField, cleanText, key, type KeyRing, notAllowed, notFound, raiseTopics, type Refusal, refusalIn, type Senders } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; keys: KeyRing; senders: Senders; announce: Announce };
type Place = { clinicId: Id; personId: Id; subject: string; organisations: readonly Id[] };
type Keys =
  | "GET /api/clinics/{slug}/channel"
  | "POST /api/clinics/{slug}/channel"
  | "POST /api/clinics/{slug}/channel/read"
  | "POST /api/clinics/{slug}/channel/{messageId}/remove";

/** What the members of a clinic who see its callers write to each other. */
export function createChannelHandlers({ database, directory, keys, senders, announce }: Deps): Pick<Handlers, Keys> {
  async function placeOf(asker: Asker, slug: string): Promise<Place | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const clinic = await directory.clinicBySlug(slug);
    if (!clinic) return notFound;
    const { id: clinicId, organisationId } = clinic;
    if (!mayInClinic(who.member, "seeWaitingArea", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
    return { clinicId, personId: who.member.personId, subject: who.sender.subject, organisations: organisationsOf(who.member) };
  }

  /** Writes, and tells which topics moved once that is kept. */
  async function change<R>(
    place: Place,
    work: (transaction: Transaction, raise: (topics: { name: string; keys: string[] }[]) => Promise<void>) => Promise<Answer<R>>,
  ): Promise<Answer<R>> {
    let moves: TopicMoves = [];
    const answer = await database.transact(place.organisations, (transaction) =>
      work(transaction, async (topics) => {
        moves = await raiseTopics(transaction, topics);
      }),
    );
    if (moves.length) announce(moves);
    return answer;
  }
  const moved = (clinicId: Id, messageId: Id) => [
    { name: `channel:${clinicId}`, keys: [`message/${messageId}`] },
    { name: `unread:${clinicId}`, keys: [""] },
  ];

  return {
    async "GET /api/clinics/{slug}/channel"({ asker, params, body }) {
      const place = await placeOf(asker, params.slug);
      if ("ok" in place) return place;
      return { ok: true, reply: await database.view(place.organisations, (transaction) => channelPage(transaction, { directory, keys }, place.clinicId, body.before ?? null)) };
    },

    async "POST /api/clinics/{slug}/channel"({ asker, params, body, idempotencyKey }) {
      const place = await placeOf(asker, params.slug);
      if ("ok" in place) return place;
      const { clinicId, personId, subject } = place;
      const text = cleanText(body.text);
      if (!text) return badField("text", "missing");
      return change(place, (transaction, raise) =>
        oncePerKey(transaction, subject, key(idempotencyKey, `channel ${clinicId}`, { text }), async (): Promise<Answer<{ ok: true; id: Id }>> => {
          const id = uuidv7();
          const made = keys.newKey(Date.now());
          const { rowCount } = await transaction.query({
            name: "write-to-channel",
            text: `with place as (
                insert into tenant.channel as c (clinic_id, organisation_id, latest) select id, organisation_id, 1 from tenant.clinic where id = $1
                  on conflict (clinic_id) do update set latest = c.latest + 1 returning clinic_id, organisation_id, latest)
              insert into tenant.channel_message (id, organisation_id, clinic_id, number, at, by_id, key_hour, wrapped_key, sealed)
                select $2, organisation_id, clinic_id, latest, ${databaseNow}, $3, $4, $5, $6 from place`,
            values: [clinicId, id, personId, made.hour, made.wrapped, seal(made.key, text)],
          });
          if (!rowCount) return notFound;
          await raise(moved(clinicId, id));
          return { ok: true, reply: { ok: true, id } };
        }),
      );
    },

    async "POST /api/clinics/{slug}/channel/read"({ asker, params, body }) {
      const place = await placeOf(asker, params.slug);
      if ("ok" in place) return place;
      const { clinicId, personId } = place;
      return change(place, async (transaction, raise) => {
        // Nobody reads what is not written yet.
        const { rowCount } = await transaction.query({
          name: "read-channel",
          text: `insert into tenant.channel_read as r (clinic_id, organisation_id, person_id, number) select clinic_id, organisation_id, $2, least($3, latest) from tenant.channel where clinic_id = $1
            on conflict (clinic_id, person_id) do update set number = excluded.number where r.number < excluded.number`,
          values: [clinicId, personId, body.number],
        });
        if (rowCount) await raise([{ name: `unread:${clinicId}`, keys: [""] }]);
        return { ok: true, reply: { ok: true } };
      });
    },

    async "POST /api/clinics/{slug}/channel/{messageId}/remove"({ asker, params }) {
      const place = await placeOf(asker, params.slug);
      if ("ok" in place) return place;
      const { clinicId, personId } = place;
      return change(place, async (transaction, raise) => {
        const { rows } = await transaction.query<{ by_id: Id }>("select by_id from tenant.channel_message where clinic_id = $1 and id = $2", [clinicId, params.messageId]);
        if (!rows[0]) return notFound;
        if (rows[0].by_id !== personId) return notAllowed;
        const { rowCount } = await transaction.query("update tenant.channel_message set key_hour = null, wrapped_key = null, sealed = null where id = $1 and sealed is not null", [
          params.messageId,
        ]);
        if (rowCount) await raise(moved(clinicId, params.messageId));
        return { ok: true, reply: { ok: true } };
      });
    },
  };
}
