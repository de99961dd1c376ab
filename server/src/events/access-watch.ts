import type { TopicName } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Connection } from "./connection.ts";
import { findLiveSeats } from "./seat-brief.ts";

/** I7: whoever lost a session, a seat or a right is cut off within two seconds. */
const LOOK_MS = 1_000;
/** Seats are asked about when something of theirs moved; and all of them this seldom, for what no wake-up told. Milliseconds. */
const ALL_GUESTS_MS = 30_000;
const GUESTS_MS = 200;
/** So long the page of a seat that was left keeps its line, to be told how it ended. Milliseconds. */
const GOODBYE_MS = 1_000;

type Deps = {
  database: Database;
  directory: Directory;
  accounts: Pick<Accounts, "livingSessions">;
  connections: () => Iterable<Connection>;
  /** Rights may have changed: nothing goes to this page before they were asked again. */
  doubt: (connection: Connection) => void;
  report: (what: string, error: unknown) => void;
};

/** Looks after everybody who is connected here: whether their session and seat still live, and whether their rights are still the same. */
export class AccessWatch {
  readonly #deps: Deps;
  /** What each connected member's memberships looked like. */
  readonly #marks = new Map<Id, string>();
  readonly #guestsOf = new Map<Id, Set<Connection>>();
  readonly #asked = new Set<Connection>();
  #timers: NodeJS.Timeout[] = [];
  #guestTimer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  open(): void {
    this.#every(LOOK_MS, "sessions and rights of open streams", () => this.#lookAtMembers());
    this.#every(ALL_GUESTS_MS, "seats of open streams", () => this.#lookAtGuests([...this.#guestsOf.values()].flatMap((each) => [...each])));
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#guestTimer) clearTimeout(this.#guestTimer);
  }

  add(connection: Connection): void {
    const { asker } = connection;
    if (asker.kind === "member") return;
    const here = this.#guestsOf.get(asker.visitId) ?? new Set();
    this.#guestsOf.set(asker.visitId, here.add(connection));
  }

  remove(connection: Connection): void {
    const { asker } = connection;
    if (asker.kind === "member") return;
    const here = this.#guestsOf.get(asker.visitId);
    here?.delete(connection);
    if (here?.size === 0) this.#guestsOf.delete(asker.visitId);
    this.#asked.delete(connection);
  }

  /** A topic of these guests moved: perhaps one of them was sent away. Many moves of one moment are one question. */
  topicMoved(topic: TopicName): void {
    const [kind, id = ""] = topic.split(":");
    if (kind === "visit") for (const guest of this.#guestsOf.get(id) ?? []) this.#asked.add(guest);
    if (!this.#asked.size) return;
    this.#guestTimer ??= setTimeout(() => {
      this.#guestTimer = null;
      const asked = [...this.#asked];
      this.#asked.clear();
      this.#lookAtGuests(asked).catch((error: unknown) => {
        this.#deps.report("seats of open streams", error);
        for (const guest of asked) if (!guest.closed) this.#asked.add(guest);
      });
    }, GUESTS_MS);
  }

  async #lookAtGuests(guests: readonly Connection[]): Promise<void> {
    const seatOf = (guest: Connection) => (guest.asker.kind === "member" ? "" : guest.asker.seatId);
    const alive = new Set<Id>();
    for (let i = 0; i < guests.length; i += 1_000) for (const { id } of await findLiveSeats(this.#deps.database, guests.slice(i, i + 1_000).map(seatOf))) alive.add(id);
    for (const guest of guests) if (!alive.has(seatOf(guest))) setTimeout(() => endSession(guest), GOODBYE_MS);
  }

  async #lookAtMembers(): Promise<void> {
    const { database, directory, accounts, connections, doubt } = this.#deps;
    const members = [...connections()].flatMap((connection) => (connection.asker.kind === "member" ? [{ connection, asker: connection.asker }] : []));
    if (!members.length) return this.#marks.clear();
    const alive = await accounts.livingSessions([...new Set(members.map(({ asker }) => asker.sessionId))]);
    for (const { connection, asker } of members) if (!alive.has(asker.sessionId)) endSession(connection);

    const people = new Set(members.map(({ asker }) => asker.personId));
    const rows = await database.query<{ id: Id; mark: string }>("select p as id, md5(coalesce(tenant.memberships_of(p)::text, '')) as mark from unnest($1::uuid[]) p", [
      [...people],
    ]);
    // Also who is looked at for the first time: something may have changed since their page was let in.
    const changed = new Set(rows.filter(({ id, mark }) => this.#marks.get(id) !== mark).map(({ id }) => id));
    for (const { id, mark } of rows) this.#marks.set(id, mark);
    for (const id of this.#marks.keys()) if (!people.has(id)) this.#marks.delete(id);
    if (!changed.size) return;
    directory.forget();
    for (const connection of connections()) if (connection.asker.kind === "member" && changed.has(connection.asker.personId)) doubt(connection);
  }

  #every(ms: number, what: string, work: () => Promise<void>): void {
    let busy = false;
    this.#timers.push(
      setInterval(() => {
        if (busy) return;
        busy = true;
        work()
          .catch((error: unknown) => this.#deps.report(what, error))
          .finally(() => (busy = false));
      }, ms),
    );
  }
}

function endSession(connection: Connection): void {
  connection.send({ t: "signedOut" });
  connection.close(4401, "signed out");
}
