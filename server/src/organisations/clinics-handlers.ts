import type { Id } from "@anteroom/core/visit";
import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import { type Directory, organisationsToAsk, slugStateOf, peopleOf } from "../clinics/index.ts";
import { type Database, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { key, notFound, refusalIn, Rollback, type Senders } from "../visits/index.ts";
import { clinicsCsv } from "./clinics-csv.ts";
import { deleteClinic } from "./delete-clinic.ts";
import { listClinics } from "./list-clinics.ts";
import { organisationPlace, type Place, readOrganisation } from "./place.ts";
import { type Created, createSeveral, createWithAdministrator, freeSlug } from "./several-clinics.ts";
import { tellPeople } from "./tell-members.ts";

type At = "/api/organisations/{organisationId}/clinics";
type Keys = `GET ${At}` | `GET ${At}/csv` | `GET ${At}/slug` | `POST ${At}` | `POST ${At}/several` | `POST ${At}/{clinicId}/delete`;
type Deps = { database: Database; directory: Directory; senders: Senders; announce: Announce; publicUrl: string; sends: boolean };
type OneCreated = Created & { ok: true; sends: boolean };
type SeveralCreated = { ok: true; clinics: readonly Created[]; sends: boolean };

/** An organisation's clinics: what goes on in them, new ones, and the end of one. */
export function createOrganisationClinicsHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, announce, publicUrl, sends } = deps;

  /** Whoever's list of clinics changed learns it at once. */
  async function changing<R>(organisations: readonly Id[], organisationId: Id, work: (transaction: Transaction) => Promise<Answer<R>>): Promise<Answer<R>> {
    let moves: TopicMoves = [];
    const answer = await database
      .transact(organisations, async (transaction) => {
        // Also those who lose their place by it.
        const before = await peopleOf(transaction, organisationId);
        const done = await work(transaction);
        if (done.ok) moves = await tellPeople(transaction, [...before, ...(await peopleOf(transaction, organisationId))]);
        return done;
      })
      .catch((error: unknown): Answer<R> => {
        if (error instanceof Rollback) return { ok: false, rejection: error.rejection };
        throw error;
      });
    if (!answer.ok) return answer;
    directory.forget();
    announce(moves);
    return answer;
  }

  const inviting = ({ member: { personId, person } }: Place, source: string) => ({ personId, name: person.name, source, publicUrl });

  return {
    async "GET /api/organisations/{organisationId}/clinics"({ asker, params: { organisationId } }) {
      const place = await organisationPlace(deps, asker, organisationId, "listClinics");
      if ("ok" in place) return place;
      const organisation = await database.transact(place.organisations, (transaction) => readOrganisation(transaction, organisationId));
      if (!organisation) return notFound;
      return { ok: true, reply: { name: organisation.name, clinics: await listClinics(deps, place, Date.now()) } };
    },

    async "GET /api/organisations/{organisationId}/clinics/csv"({ asker, params: { organisationId } }) {
      const place = await organisationPlace(deps, asker, organisationId, "listClinics");
      if ("ok" in place) return place;
      const content = clinicsCsv(await listClinics(deps, place, Date.now()), publicUrl, Date.now());
      return { ok: true, reply: { file: true }, download: { name: "clinics.csv", type: "text/csv; charset=utf-8", content } };
    },

    async "GET /api/organisations/{organisationId}/clinics/slug"({ asker, params: { organisationId }, body: { slug, name = "", clinicId = null } }) {
      const who = await deps.senders.member(asker);
      if ("ok" in who) return who;
      const { member } = who;
      const clinic = clinicId ? await directory.clinic(clinicId) : null;
      if (clinicId && clinic?.organisationId !== organisationId) return notFound;
      const may = clinicId ? mayInClinic(member, "configureClinic", { clinicId, organisationId }) : mayInOrganisation(member, "createClinic", organisationId);
      if (!may) return refusalIn(member, organisationId);
      return database.transact(organisationsToAsk(member, organisationId), async (transaction) => {
        if (slug !== undefined) return { ok: true, reply: { slug, fault: await slugStateOf(transaction, organisationId, slug, clinicId) } };
        const free = await freeSlug(transaction, organisationId, name);
        return { ok: true, reply: { slug: free, fault: free ? await slugStateOf(transaction, organisationId, free) : "short" } };
      });
    },

    async "POST /api/organisations/{organisationId}/clinics"({ asker, params: { organisationId }, body, idempotencyKey, sourceAddress }) {
      const place = await organisationPlace(deps, asker, organisationId, "createClinic");
      if ("ok" in place) return place;
      const by = inviting(place, sourceAddress);
      return changing(place.organisations, organisationId, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, "clinics", { organisationId, body }), async (): Promise<Answer<OneCreated>> => {
          const done = await createWithAdministrator(transaction, { organisationId, ...body }, by);
          return "ok" in done ? done : { ok: true, reply: { ok: true, ...done, sends } };
        }),
      );
    },

    async "POST /api/organisations/{organisationId}/clinics/several"({ asker, params: { organisationId }, body, idempotencyKey, sourceAddress }) {
      const place = await organisationPlace(deps, asker, organisationId, "createClinic");
      if ("ok" in place) return place;
      const by = inviting(place, sourceAddress);
      return changing(place.organisations, organisationId, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, "clinics/several", { organisationId, body }), async (): Promise<Answer<SeveralCreated>> => {
          const done = await createSeveral(transaction, organisationId, body.clinics, by);
          return "ok" in done ? done : { ok: true, reply: { ok: true, clinics: done, sends } };
        }),
      );
    },

    async "POST /api/organisations/{organisationId}/clinics/{clinicId}/delete"({ asker, params: { organisationId, clinicId }, body, idempotencyKey, sourceAddress }) {
      const who = await deps.senders.member(asker);
      if ("ok" in who) return who;
      const { member } = who;
      if (!mayInClinic(member, "deleteClinic", { clinicId, organisationId })) return refusalIn(member, organisationId);
      const place = { member, subject: who.sender.subject, organisations: organisationsToAsk(member, organisationId) };
      const by = { personId: place.member.personId, source: sourceAddress };
      return changing(place.organisations, organisationId, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, "clinics/delete", { organisationId, clinicId, body }), () =>
          deleteClinic(transaction, { organisationId, clinicId, ...body }, by),
        ),
      );
    },
  };
}
