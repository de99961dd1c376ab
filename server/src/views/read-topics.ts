import type { CountsView, MemberPresenceView, MyClinic, PersonView, TopicName } from "@anteroom/core/protocol";
import { logoOf } from "@anteroom/core/settings";
import { clinicRolesGivenBy, mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import { countsOf } from "@anteroom/core/queue";
import type { Call, Id, Seat, Visit } from "@anteroom/core/visit";
import { type Clinic, type Directory, type Member, organisationsOf, organisationsToAsk } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import type { DetailStore, KeyRing } from "../visits/index.ts";
import { channelKeys, channelThings, unreadView } from "./channel-view.ts";
import { clinicMark } from "./clinic-mark.ts";
import { callerView } from "./caller-view.ts";
import { callView } from "./call-view.ts";
import { handoverViews, rowViews } from "./row-view.ts";
import type { TopicReader } from "./topic-reader.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore };
type ReaderDeps = Deps & { keys: KeyRing };

/** A tail longer than this is not worth sending one by one. */
const LONGEST_TAIL = 200;

export function createTopicReader(deps: ReaderDeps): TopicReader {
  const { database, directory } = deps;

  async function sequence(transaction: Transaction, topic: TopicName): Promise<number> {
    const { rows } = await transaction.query<{ seq: number }>({ name: "topic-seq", text: "select seq from jobs.topic where name = $1", values: [topic] });
    return rows[0]?.seq ?? 0;
  }

  /** The number is read before the value: what changes in between is told once more, never missed. */
  async function inStep<T>(organisations: readonly Id[], topic: TopicName, read: (transaction: Transaction) => Promise<T>): Promise<{ seq: number; value: T }> {
    return database.view(organisations, async (transaction) => ({ seq: await sequence(transaction, topic), value: await read(transaction) }));
  }

  async function clinicFor(member: Member, clinicId: Id, deed: "seeWaitingArea" | "seeClinicCounts"): Promise<Clinic | null> {
    const clinic = await directory.clinic(clinicId);
    return clinic && mayInClinic(member, deed, { clinicId, organisationId: clinic.organisationId }) ? clinic : null;
  }

  return {
    async audienceOf(topic, subscriber) {
      const [kind, id = ""] = topic.split(":");
      if (subscriber.kind === "nobody") return "refused";
      // What one person sees of a call or a visit is decided with each reading of it.
      if (subscriber.kind !== "member") return kind === "call" || (kind === "visit" && id === subscriber.visitId) ? { audience: subscriber.seatId } : "refused";
      if (kind === "call" || (kind === "person" && id === subscriber.personId)) return { audience: subscriber.personId };
      const deed = kind === "counts" ? "seeClinicCounts" : kind === "clinic" || kind === "channel" || kind === "unread" ? "seeWaitingArea" : null;
      const member = deed && (await directory.member(subscriber.personId));
      if (!member || !(await clinicFor(member, id, deed))) return "refused";
      return { audience: kind === "unread" ? subscriber.personId : "members" };
    },

    async read(topic, subscriber) {
      const [kind, id = ""] = topic.split(":");
      if (subscriber.kind === "nobody") return "refused";
      if (subscriber.kind === "member") {
        const member = await directory.member(subscriber.personId);
        if (!member) return "refused";
        if (kind === "clinic") {
          const clinic = await clinicFor(member, id, "seeWaitingArea");
          if (!clinic) return "refused";
          const step = await inStep(organisationsOf(member), topic, async (transaction) => ({
            ...(await rowViews(transaction, deps, id, "all")),
            ...(await handoverViews(transaction, deps, id)),
            ...(await memberViews(transaction, directory, id)),
            page: { mark: clinicMark(clinic) },
          }));
          return { ...step, audience: "members" };
        }
        if (kind === "counts") {
          const clinic = await clinicFor(member, id, "seeClinicCounts");
          if (!clinic) return "refused";
          const step = await inStep(organisationsToAsk(member, clinic.organisationId), `clinic:${id}`, (transaction) => countsView(transaction, id));
          return { ...step, audience: "members" };
        }
        if (kind === "channel" || kind === "unread") {
          if (!(await clinicFor(member, id, "seeWaitingArea"))) return "refused";
          const organisations = organisationsOf(member);
          if (kind === "channel") return { ...(await inStep(organisations, topic, (transaction) => channelThings(transaction, deps, id))), audience: "members" };
          return { ...(await inStep(organisations, topic, (transaction) => unreadView(transaction, id, member.personId))), audience: member.personId };
        }
        if (kind === "person") {
          if (id !== subscriber.personId) return "refused";
          return { ...(await inStep(organisationsOf(member), topic, (transaction) => personView(transaction, directory, member))), audience: id };
        }
        if (kind === "call") {
          const rights = await directory.rights(member);
          const { seq, value } = await inStep(organisationsOf(member), topic, (transaction) =>
            callView(transaction, deps, id, { personId: subscriber.personId, maySeeVisitOf: (clinicId) => rights.get(clinicId)?.seeWaitingArea ?? false }),
          );
          return value ? { seq, value, audience: value.you } : "refused";
        }
        return "refused";
      }
      const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of('visit', $1) as id", [subscriber.visitId]);
      const organisationId = row?.id;
      if (!organisationId) return "refused";
      if (kind === "visit") {
        if (id !== subscriber.visitId) return "refused";
        const { seq, value } = await inStep([organisationId], topic, (transaction) =>
          callerView(transaction, deps, id, { seatId: subscriber.seatId, isCaller: subscriber.kind === "caller" }, Date.now()),
        );
        return value ? { seq, value, audience: subscriber.seatId } : "refused";
      }
      if (kind === "call") {
        const { seq, value } = await inStep([organisationId], topic, (transaction) => callView(transaction, deps, id, { seatId: subscriber.seatId }));
        return value ? { seq, value, audience: subscriber.seatId } : "refused";
      }
      return "refused";
    },

    async readKeys(topic, keys, subscriber) {
      const [kind, id = ""] = topic.split(":");
      const member = (kind === "clinic" || kind === "channel") && subscriber.kind === "member" ? await directory.member(subscriber.personId) : null;
      const clinic = member && (await clinicFor(member, id, "seeWaitingArea"));
      if (!clinic) return "refused";
      const { seq, value } = await inStep(organisationsOf(member), topic, async (transaction) => {
        if (kind === "channel") return withGone(keys, await channelKeys(transaction, deps, id, keys));
        const visitIds = keys.filter((key) => key.startsWith("visit/")).map((key) => key.slice("visit/".length));
        const found: Record<string, unknown> = visitIds.length ? await rowViews(transaction, deps, id, visitIds) : {};
        if (keys.some((key) => key.startsWith("handover/"))) Object.assign(found, await handoverViews(transaction, deps, id));
        if (keys.includes("page")) found.page = { mark: clinicMark(clinic) };
        if (keys.some((key) => key.startsWith("member/"))) Object.assign(found, await memberViews(transaction, directory, id));
        return withGone(keys, found);
      });
      return { seq, values: value, audience: "members" };
    },

    async changedSince(topic, since) {
      const [row] = await database.query<{ seq: number; first: number | null; keys: string[] | null }>(
        `select t.seq, (select min(seq) from jobs.topic_change where topic = t.name) as first,
           (select array_agg(distinct key) from jobs.topic_change where topic = t.name and seq > $2) as keys
         from jobs.topic t where t.name = $1`,
        [topic, since],
      );
      if (!row) return { seq: 0, keys: [] };
      const keys = row.keys ?? [];
      if (row.seq < since || (row.seq > since && (row.first === null || row.first > since + 1)) || keys.length > LONGEST_TAIL) return null;
      return { seq: row.seq, keys };
    },
  };
}

function withGone(keys: readonly string[], found: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, found[key] ?? null]));
}

export async function countsView(transaction: Transaction, clinicId: Id): Promise<CountsView> {
  const { rows } = await transaction.query<{ body: Visit }>({
    name: "counts",
    text: "select jsonb_build_object('id', body->'id', 'orderKey', body->'orderKey', 'enteredAt', body->'enteredAt', 'status', body->'status', 'presence', body->'presence') as body from tenant.visit where clinic_id = $1 and is_open",
    values: [clinicId],
  });
  return countsOf(rows.map(({ body }) => body));
}

/** Members with this clinic's page open, or in one of its calls, and whether they sit in any call. */
async function memberViews(transaction: Transaction, directory: Directory, clinicId: Id): Promise<Record<string, MemberPresenceView>> {
  const { rows } = await transaction.query<{ person_id: Id; in_call: boolean }>({
    name: "members-online",
    text: `select p.person_id, exists (select 1 from tenant.seat s where s.person_id = p.person_id and s.is_in) as in_call from (
        select person_id from jobs.member_page where clinic_id = $1 and exists (select 1 from tenant.clinic where id = $1)
        union select s.person_id from tenant.seat s join tenant.call c on c.id = s.call_id where s.is_in and s.person_id is not null and c.clinic_id = $1
      ) p`,
    values: [clinicId],
  });
  const people = rows.map((row) => row.person_id);
  const names = await directory.names(people);
  const pictures = await directory.pictures(people);
  return Object.fromEntries(
    rows.map(({ person_id: personId, in_call: inCall }) => [`member/${personId}`, { personId, name: names.get(personId) ?? "", picture: pictures.get(personId) ?? null, inCall }]),
  );
}

export async function personView(transaction: Transaction, directory: Directory, member: Member): Promise<PersonView> {
  const { person } = member;
  const { rows } = await transaction.query<{ body: Seat }>({ name: "own-seat", text: "select body from tenant.seat where person_id = $1 and is_in", values: [person.id] });
  const seat = rows[0]?.body;
  return {
    id: person.id,
    name: person.name,
    picture: person.picture,
    email: person.email,
    language: person.language,
    platformAdministrator: member.platformAdministrator,
    organisations: member.organisations.map(({ organisationId, role }) => ({ id: organisationId, name: member.organisationNames.get(organisationId) ?? "", role })),
    clinics: await myClinics(directory, member),
    seat: seat ? { id: seat.id, callId: seat.callId } : null,
    unread: await unreadMessages(transaction, person.id),
  };
}

/** Messages of the hub to a person, from the organisations of the transaction. */
async function unreadMessages(transaction: Transaction, personId: Id): Promise<number> {
  const { rows } = await transaction.query<{ count: number }>({
    name: "unread-messages",
    text: "select count(*) as count from tenant.hub_recipient where person_id = $1 and read_at is null",
    values: [personId],
  });
  return rows[0]?.count ?? 0;
}

export async function myClinics(directory: Directory, member: Member): Promise<MyClinic[]> {
  const clinics = await directory.clinicsOf(organisationsOf(member));
  return clinics.flatMap((clinic) => {
    const where = { clinicId: clinic.id, organisationId: clinic.organisationId };
    const role = member.clinics.find((each) => each.clinicId === clinic.id)?.role ?? member.organisations.find((each) => each.organisationId === clinic.organisationId)?.role;
    if (!role || !(mayInClinic(member, "seeClinicCounts", where) || mayInOrganisation(member, "listClinics", clinic.organisationId))) return [];
    const { id, slug, name, organisationId, organisationName, settings } = clinic;
    return [
      {
        id,
        slug,
        name,
        organisationId,
        organisationName,
        logoIcon: logoOf(settings),
        role,
        waitingArea: mayInClinic(member, "seeWaitingArea", where),
        managesTeam: clinicRolesGivenBy(member, where).length > 0,
        configures: mayInClinic(member, "configureClinic", where),
        seesCounts: mayInClinic(member, "seeClinicCounts", where),
        transfersInto: mayInClinic(member, "transferInto", where),
      },
    ];
  });
}

export type SeatInCall = { seat: Seat; call: Call };

/** For signalling and relay credentials: a live seat with its call, if it is this asker's. */
export async function ownSeatIn(deps: Deps, asker: Asker, callId: Id): Promise<SeatInCall | null> {
  if (asker.kind === "nobody") return null;
  const [row] = await deps.database.query<{ id: Id | null }>("select tenant.organisation_of('call', $1) as id", [callId]);
  if (!row?.id) return null;
  const person = asker.kind === "member" ? asker.personId : null;
  const seatId = asker.kind === "member" ? null : asker.seatId;
  return deps.database.transact([row.id], async (transaction) => {
    const { rows } = await transaction.query<{ seat: Seat; call: Call }>(
      "select s.body as seat, c.body as call from tenant.seat s join tenant.call c on c.id = s.call_id where s.call_id = $1 and s.is_live and (s.id = $2 or s.person_id = $3)",
      [callId, seatId, person],
    );
    return rows[0] ?? null;
  });
}
