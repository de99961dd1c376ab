import type { Id } from "@anteroom/core/visit";
import type { Arrival } from "../accounts/index.ts";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import { queueMail } from "../outbox/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { raiseTopics } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; announce: (moves: TopicMoves) => void };
type Changed = { personId: Id; was: string; isNow: string };

/** Somebody has another address: the log and the old one are told, and every page of theirs. */
export async function tellOfNewAddress({ database, directory, announce }: Deps, { personId, was, isNow }: Changed, source: string): Promise<void> {
  directory.forget();
  const person = (await directory.member(personId))?.person;
  const moves = await database.transact([PLATFORM], async (transaction) => {
    await recordChange(transaction, {
      organisationId: PLATFORM,
      byId: personId,
      action: "account.emailChanged",
      subjectId: personId,
      before: { email: was },
      after: { email: isNow },
      source,
    });
    await queueMail(transaction, {
      organisationId: PLATFORM,
      to: was,
      template: "emailChanged",
      language: person?.language ?? "en",
      values: { name: person?.name ?? "", newEmail: isNow },
    });
    return raiseTopics(transaction, [{ name: `person:${personId}`, keys: [""] }]);
  });
  announce(moves);
}

/** Where an organisation's own sign-in knows somebody by another address than we do, theirs is the right one. */
export async function followAddress(deps: Deps, personId: Id, { organisationId, email, source }: Arrival): Promise<void> {
  const [row] = await deps.database.query<{ was: string | null }>("select tenant.follow_address($1, $2, $3) as was", [personId, organisationId, email]);
  if (row?.was) await tellOfNewAddress(deps, { personId, was: row.was, isNow: email }, source);
}
