import type { HubMessage } from "@anteroom/core/protocol";
import { wordsOf } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Handlers, Request } from "../http/handler.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { key, notFound, raiseTopics, type Refusal, type Senders } from "../visits/index.ts";
import { clinicPlace, organisationPlace, type Place } from "./place.ts";
import { sendMessage, type Writing } from "./send-message.ts";
import { type Asked, isFound, readersOfMessage, sentFrom } from "./sent-messages.ts";

type Deps = { database: Database; directory: Directory; senders: Senders; announce: (moves: TopicMoves) => void };
type Scope = "organisations/{organisationId}" | "clinics/{slug}";
type Keys =
  | "GET /api/hub"
  | "POST /api/hub/{messageId}/read"
  | "POST /api/hub/read"
  | "GET /api/hub/{messageId}/readers"
  | `GET /api/${Scope}/hub`
  | `POST /api/${Scope}/hub`
  | `GET /api/${Scope}/hub/recipients`;

const PAGE = 30;
const FOUND = 20;

/** Messages from administrators to their people, and the bell that tells of them. */
export function createHubHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders, announce } = deps;

  async function sent(place: Place | Refusal, asked: Asked) {
    if ("ok" in place) return place;
    const found = await sentFrom(deps, place, asked, PAGE + 1);
    return { ok: true as const, reply: { messages: found.slice(0, PAGE), more: found.length > PAGE } };
  }

  async function send(
    place: Place | Refusal,
    { body, idempotencyKey, params, sourceAddress }: { body: Writing; idempotencyKey: string | null; params: object; sourceAddress: string },
  ) {
    if ("ok" in place) return place;
    return sendMessage(deps, place, body, key(idempotencyKey, "hub", { ...params, body }), sourceAddress);
  }

  async function recipients(place: Place | Refusal, words: string) {
    if ("ok" in place) return place;
    const { rows } = await database.transact(place.organisations, (transaction) =>
      transaction.query<{ id: Id; name: string; email: string }>(
        "select * from tenant.people_of($1, $2) where id <> $3 and position(lower($4) in lower(name || ' ' || email)) > 0 order by name, id limit $5",
        [place.organisationId, place.clinicId, place.member.personId, words.trim(), FOUND + 1],
      ),
    );
    return { ok: true as const, reply: { people: rows.slice(0, FOUND).map(({ id: personId, name, email }) => ({ personId, name, email })), more: rows.length > FOUND } };
  }

  /** Marks one message, or all; reading twice changes nothing. */
  async function read({ asker }: Pick<Request<"POST /api/hub/read">, "asker">, messageId: Id | null): Promise<Answer<{ ok: true }>> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const { personId } = who.member;
    let moves: TopicMoves = [];
    const answer = await database.transact(who.sender.organisations, async (transaction): Promise<Answer<{ ok: true }>> => {
      const { rowCount } = await transaction.query(
        "update tenant.hub_recipient set read_at = $3 where person_id = $1 and ($2::uuid is null or message_id = $2) and read_at is null",
        [personId, messageId, Date.now()],
      );
      if (rowCount) moves = await raiseTopics(transaction, [{ name: `person:${personId}`, keys: [""] }]);
      else if (messageId && !(await transaction.query("select 1 from tenant.hub_recipient where person_id = $1 and message_id = $2", [personId, messageId])).rowCount)
        return notFound;
      return { ok: true, reply: { ok: true } };
    });
    if (moves.length) announce(moves);
    return answer;
  }

  return {
    async "GET /api/hub"({ asker, body }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const { personId, organisationNames } = who.member;
      const { rows } = await database.transact(who.sender.organisations, (transaction) =>
        transaction.query<InboxRow>(INBOX, [personId, body.after ?? null, wordsOf(body.find), PAGE + 1]),
      );
      const names = await directory.names(rows.map((row) => row.by_id));
      const clinics = new Map((await directory.clinicsOf(who.sender.organisations)).map((clinic) => [clinic.id, clinic]));
      const messages = rows.slice(0, PAGE).map((row): HubMessage => {
        const clinic = row.clinic_id ? clinics.get(row.clinic_id) : undefined;
        const organisationName = [...clinics.values()].find((each) => each.organisationId === row.organisation_id)?.organisationName;
        const fromName = clinic?.name ?? organisationNames.get(row.organisation_id) ?? organisationName ?? "";
        return { id: row.id, at: row.at, title: row.title, body: row.body, byName: names.get(row.by_id) ?? "", fromName, readAt: row.read_at };
      });
      return { ok: true, reply: { messages, more: rows.length > PAGE } };
    },
    "POST /api/hub/{messageId}/read": (request) => read(request, request.params.messageId),
    "POST /api/hub/read": (request) => read(request, null),
    async "GET /api/hub/{messageId}/readers"({ asker, params, body }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const readers = await readersOfMessage(deps, who.member, params.messageId, body);
      return readers ? { ok: true, reply: readers } : notFound;
    },
    "GET /api/organisations/{organisationId}/hub": async ({ asker, params, body }) => sent(await organisationPlace(deps, asker, params.organisationId), body),
    "POST /api/organisations/{organisationId}/hub": async (request) => send(await organisationPlace(deps, request.asker, request.params.organisationId), request),
    "GET /api/organisations/{organisationId}/hub/recipients": async ({ asker, params, body }) =>
      recipients(await organisationPlace(deps, asker, params.organisationId), body.words),
    "GET /api/clinics/{slug}/hub": async ({ asker, params, body }) => sent(await clinicPlace(deps, asker, params.slug), body),
    "POST /api/clinics/{slug}/hub": async (request) => send(await clinicPlace(deps, request.asker, request.params.slug), request),
    "GET /api/clinics/{slug}/hub/recipients": async ({ asker, params, body }) => recipients(await clinicPlace(deps, asker, params.slug), body.words),
  };
}

type InboxRow = { id: Id; organisation_id: Id; clinic_id: Id | null; at: number; title: string; body: string; by_id: Id; read_at: number | null };
const INBOX = `select m.id, m.organisation_id, m.clinic_id, m.at, m.title, m.body, m.by_id, r.read_at from tenant.hub_recipient r join tenant.hub_message m on m.id = r.message_id
  where r.person_id = $1 and ($2::uuid is null or r.message_id < $2) and ${isFound("$3")} order by r.message_id desc limit $4`;
