import type { TopicName } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";
import type { TopicMoves, TopicReader } from "../views/topic-reader.ts";
import { raiseTopics } from "../visits/index.ts";
import type { Connection } from "./connection.ts";

/** A page that is loaded again, or whose line breaks for a moment, is not gone. Milliseconds. */
const LINGER_MS = 5_000;
/** What could not be written is tried again. Milliseconds. */
const RETRY_MS = 1_000;

type Deps = {
  database: Database;
  nodeId: Id;
  reader: Pick<TopicReader, "audienceOf">;
  announce: (moves: TopicMoves) => void;
  report: (what: string, error: unknown) => void;
};
type Here = { clinicId: Id; personId: Id; pages: Set<Connection>; leaving: NodeJS.Timeout | null; isTold: boolean; isBusy: boolean };

/** Which members have a clinic's page open on this node: a row for each, so that colleagues on every node see who is there. */
export class MembersHere {
  readonly #deps: Deps;
  readonly #here = new Map<string, Here>();
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** This page watches the topic now. Whoever may not see the clinic is not there. */
  async came(connection: Connection, topic: TopicName): Promise<void> {
    const clinicId = clinicOf(topic);
    const { asker } = connection;
    if (!clinicId || asker.kind !== "member") return;
    if ((await this.#deps.reader.audienceOf(topic, asker)) === "refused" || connection.closed || !connection.topics.has(topic)) return;
    const key = `${clinicId} ${asker.personId}`;
    const here = this.#here.get(key) ?? { clinicId, personId: asker.personId, pages: new Set(), leaving: null, isTold: false, isBusy: false };
    this.#here.set(key, here);
    here.pages.add(connection);
    if (here.leaving) clearTimeout(here.leaving);
    here.leaving = null;
    // Written again each time: the others may have taken this node for dead, and its rows with it.
    here.isTold = false;
    this.#settle(here);
  }

  left(connection: Connection, topic: TopicName): void {
    const { asker } = connection;
    const here = asker.kind === "member" && this.#here.get(`${clinicOf(topic)} ${asker.personId}`);
    if (!here || !here.pages.delete(connection) || here.pages.size > 0 || here.leaving) return;
    here.leaving = setTimeout(() => {
      here.leaving = null;
      this.#settle(here);
    }, LINGER_MS);
  }

  /** Rows of nodes that are gone. */
  async sweep(): Promise<void> {
    await this.#change("delete from jobs.member_page p where not exists (select 1 from jobs.node n where n.id = p.node_id) returning clinic_id, person_id", []);
  }

  /** The rows stay and grow old with the node, as those of one that died: whoever comes to another node meanwhile was never gone. */
  close(): void {
    this.#isClosed = true;
    for (const { leaving } of this.#here.values()) if (leaving) clearTimeout(leaving);
  }

  /** One write at a time for each member, until the row says what is so. */
  #settle(here: Here): void {
    if (here.isBusy || this.#isClosed) return;
    const isHere = here.pages.size > 0 || here.leaving !== null;
    if (isHere === here.isTold) {
      if (!isHere) this.#here.delete(`${here.clinicId} ${here.personId}`);
      return;
    }
    here.isBusy = true;
    here.isTold = isHere;
    this.#change(
      isHere
        ? "insert into jobs.member_page (clinic_id, person_id, node_id) values ($1, $2, $3) on conflict do nothing returning clinic_id, person_id"
        : "delete from jobs.member_page where clinic_id = $1 and person_id = $2 and node_id = $3 returning clinic_id, person_id",
      [here.clinicId, here.personId, this.#deps.nodeId],
    ).then(
      () => this.#done(here),
      (error: unknown) => {
        if (this.#isClosed) return;
        this.#deps.report("who is online", error);
        here.isTold = !isHere;
        setTimeout(() => this.#done(here), RETRY_MS).unref();
      },
    );
  }

  #done(here: Here): void {
    here.isBusy = false;
    this.#settle(here);
  }

  async #change(text: string, values: unknown[]): Promise<void> {
    const moves = await this.#deps.database.transact([], async (transaction) => {
      const { rows } = await transaction.query<{ clinic_id: Id; person_id: Id }>(text, values);
      const keys = new Map<Id, string[]>();
      for (const { clinic_id, person_id } of rows) keys.set(clinic_id, [...(keys.get(clinic_id) ?? []), `member/${person_id}`]);
      // In one order on every node, so that two never wait for each other.
      const topics = [...keys].sort(([one], [other]) => (one < other ? -1 : 1)).map(([clinicId, members]) => ({ name: `clinic:${clinicId}`, keys: members }));
      return topics.length ? raiseTopics(transaction, topics) : [];
    });
    if (moves.length) this.#deps.announce(moves);
  }
}

function clinicOf(topic: TopicName): Id | null {
  return topic.startsWith("clinic:") ? topic.slice("clinic:".length) : null;
}
