import { faultAt } from "@anteroom/core/faults";
import { mayInOrganisation } from "@anteroom/core/access";
import type { ImportCells, ImportProgress } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Member, organisationsToAsk } from "../../clinics/index.ts";
import type { Database } from "../../db/index.ts";
import type { Asker, Handlers } from "../../http/handler.ts";
import type { TopicMoves } from "../../views/topic-reader.ts";
import { badField, key, notFound, raiseTopics, type Refusal, refusalIn, Rollback, type Senders } from "../../visits/index.ts";
import { change, type ChangeDeps, personTopics } from "../change.ts";
import type { Inviter } from "../invite.ts";
import { nameOfOrganisation } from "../name-of-organisation.ts";
import type { Checked } from "./check-rows.ts";
import { obeyWishes } from "./commit.ts";
import { checkRows } from "./present.ts";
import { readCsv } from "./read-csv.ts";
import { template } from "./template.ts";

/** `beats`: connections that no import holds, so that telling how far it is never waits for another one to end. */
type Deps = ChangeDeps & { beats: Database; senders: Senders; publicUrl: string; sends: boolean; report: (what: string, error: unknown) => void };
type Import = "/api/organisations/{organisationId}/import";
type Keys = `GET ${Import}` | `GET ${Import}/template` | `POST ${Import}/check` | `POST ${Import}` | `GET ${Import}/{importId}`;
type Importer = { member: Member; subject: string; organisations: readonly Id[]; organisationId: Id; organisationName: string };

/** An import whose node died goes no further, and nothing of it stays. Seconds without a sign of life. */
const DEAD_SECONDS = 30;
/** Topics told of at once. */
const TOLD_AT_ONCE = 200;

/** Many people at once from a table: looked at first, then all of it or nothing. */
export function createImportHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, beats, directory, senders, announce, publicUrl, report } = deps;

  async function imports(asker: Asker, organisationId: Id): Promise<Importer | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const { member, sender } = who;
    if (!mayInOrganisation(member, "importPeople", organisationId)) return refusalIn(member, organisationId);
    const organisationName = await nameOfOrganisation(database, organisationId);
    if (organisationName === null) return notFound;
    return { member, subject: sender.subject, organisations: organisationsToAsk(member, organisationId), organisationId, organisationName };
  }

  const progressOf = ({ state, done, total, report: did, dead }: Row): ImportProgress => ({ state: dead ? "failed" : state, done, total, report: did, sends: deps.sends });

  const beat = (organisationId: Id, importId: Id, state: ImportProgress["state"], done: number) =>
    beats.transact([organisationId], (transaction) =>
      transaction.query("update jobs.people_import set state = $2, done = $3, beat_at = now() where id = $1", [importId, state, done]),
    );

  /** The newest first. An id of another organisation names nothing: neither the query nor the database finds it. */
  async function stored({ organisations, organisationId }: Importer, where: "id = $1" | "organisation_id = $1", id: Id): Promise<Row[]> {
    return database.transact(
      organisations,
      async (transaction) => (await transaction.query<Row>(`${ROWS} where ${where} and organisation_id = $2 order by id desc limit 1`, [id, organisationId])).rows,
    );
  }

  async function run(importId: Id, organisationId: Id, { organisations, organisationName }: Importer, by: Inviter, rows: readonly ImportCells[]): Promise<void> {
    let moves: TopicMoves = [];
    try {
      await database.transact(organisations, async (transaction) => {
        const checked = await checkRows(transaction, organisationId, rows, true);
        const wishes = checked.flatMap(({ faults, wish }) => (wish && !faults.length ? [wish] : []));
        // Somebody changed something between the check and now: the page looks at the rows again.
        if (wishes.length < rows.length) throw new ChangedMeanwhile();
        const touched = new Set<Id>();
        const done = await obeyWishes(transaction, {
          organisationId,
          organisationName,
          by,
          wishes,
          progress: async (count) => void (await beat(organisationId, importId, "running", count)),
          touch: (personId) => touched.add(personId),
        });
        await transaction.query("update jobs.people_import set state = 'done', done = total, report = $2, beat_at = now() where id = $1", [importId, JSON.stringify(done)]);
        moves = touched.size ? await raiseTopics(transaction, personTopics(touched)) : [];
      });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) report("an import of people", error);
      await beat(organisationId, importId, "failed", 0);
      return;
    }
    directory.forget();
    for (let at = 0; at < moves.length; at += TOLD_AT_ONCE) announce(moves.slice(at, at + TOLD_AT_ONCE));
  }

  return {
    async "GET /api/organisations/{organisationId}/import/template"({ asker, params }) {
      const who = await imports(asker, params.organisationId);
      if ("ok" in who) return who;
      const clinics = await directory.clinicsOf([params.organisationId]);
      const content = template(who.organisationName, clinics[0] && `${publicUrl}/c/${clinics[0].slug}`);
      return { ok: true, reply: { file: true }, download: { name: "people.csv", type: "text/csv; charset=utf-8", content } };
    },

    async "POST /api/organisations/{organisationId}/import/check"({ asker, params, body }) {
      const who = await imports(asker, params.organisationId);
      if ("ok" in who) return who;
      const rows = await readCsv(body.csv);
      if ("ok" in rows) return rows;
      const checked = await database.transact(who.organisations, (transaction) => checkRows(transaction, params.organisationId, rows));
      return { ok: true, reply: { ok: true, rows: checked.map(({ cells, faults, wish }) => ({ ...cells, faults, outcome: faults.length ? null : (wish?.outcome ?? null) })) } };
    },

    async "POST /api/organisations/{organisationId}/import"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const who = await imports(asker, params.organisationId);
      if ("ok" in who) return who;
      const { member, organisations, subject } = who;
      const { organisationId } = params;
      const rows = await readCsv(body.csv);
      if ("ok" in rows) return rows;
      const checked = await database.transact(organisations, (transaction) => checkRows(transaction, organisationId, rows));
      const wrong = faultsOf(checked);
      if (wrong) return wrong;
      const importId = uuidv7();
      const answer = await change(deps, { organisations, subject, idempotency: key(idempotencyKey, `import ${organisationId}`, body) }, async (transaction) => {
        await transaction.query(
          `update jobs.people_import set state = 'failed' where organisation_id = $1 and state = 'running' and beat_at < now() - make_interval(secs => ${DEAD_SECONDS})`,
          [organisationId],
        );
        const { rowCount } = await transaction.query(
          "insert into jobs.people_import (id, organisation_id, by_id, total) values ($1, $2, $3, $4) on conflict (organisation_id) where state = 'running' do nothing",
          [importId, organisationId, member.personId, rows.length],
        );
        if (!rowCount) throw new Rollback({ code: "badRequest", fields: [faultAt("csv.running", "csvRunning")] });
        return { ok: true as const, importId, total: rows.length };
      });
      // A repeated request finds the import that runs already.
      if (answer.ok && answer.reply.importId === importId) {
        const by = { personId: member.personId, name: member.person.name, publicUrl, source: sourceAddress };
        run(importId, organisationId, who, by, rows).catch((error: unknown) => report("an import of people", error));
      }
      return answer;
    },

    async "GET /api/organisations/{organisationId}/import"({ asker, params }) {
      const who = await imports(asker, params.organisationId);
      if ("ok" in who) return who;
      const [row] = await stored(who, "organisation_id = $1", params.organisationId);
      if (!row) return { ok: true, reply: { last: null } };
      const names = await directory.names([row.by_id]);
      return { ok: true, reply: { last: { importId: row.id, progress: progressOf(row), by: names.get(row.by_id) ?? "", at: row.created_at.getTime() } } };
    },

    async "GET /api/organisations/{organisationId}/import/{importId}"({ asker, params }) {
      const who = await imports(asker, params.organisationId);
      if ("ok" in who) return who;
      const [row] = await stored(who, "id = $1", params.importId);
      return row ? { ok: true, reply: progressOf(row) } : notFound;
    },
  };
}

type Row = Omit<ImportProgress, "sends"> & { id: Id; by_id: Id; created_at: Date; dead: boolean };
const ROWS = `select id, by_id, created_at, state, done, total, report, state = 'running' and beat_at < now() - make_interval(secs => ${DEAD_SECONDS}) as dead from jobs.people_import`;

class ChangedMeanwhile extends Error {}

/** The first few are enough to say that the file must be looked at again. */
function faultsOf(checked: readonly Checked[]): Refusal | null {
  const wrong = checked.filter(({ faults }) => faults.length > 0);
  const [first] = wrong;
  return first ? badField("csv.faults", "csvFaults", { count: String(wrong.length), line: String(first.cells.line) }) : null;
}
