import { isLastAdministrator } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Transaction } from "../db/index.ts";
import { Rollback } from "../visits/index.ts";

type By = { personId: Id; source: string };

/** The platform as a place to which people are invited; no organisation has this id. */
export const platformPlace = { organisationId: PLATFORM, organisationName: "Anteroom", clinic: null };

export async function platformAdministrators(transaction: Transaction): Promise<{ id: Id; name: string; email: string }[]> {
  return (await transaction.query<{ id: Id; name: string; email: string }>("select * from tenant.platform_administrators()")).rows;
}

export async function givePlatformRole(transaction: Transaction, personId: Id, by: By): Promise<void> {
  if (await turn(transaction, personId, true)) await record(transaction, "platform.administratorAdded", personId, by);
}

/** False for somebody who is none. The last one stays. */
export async function takePlatformRole(transaction: Transaction, personId: Id, by: By): Promise<boolean> {
  const { rows } = await transaction.query<{ id: Id }>("select * from tenant.hold_platform_administrators()");
  const administrators = rows.map(({ id }) => id);
  if (isLastAdministrator(administrators, personId)) throw new Rollback({ code: "lastAdministrator" });
  if (!(await turn(transaction, personId, false))) return false;
  await record(transaction, "platform.administratorRemoved", personId, by, { role: "platformAdministrator" });
  return true;
}

async function turn(transaction: Transaction, personId: Id, isOne: boolean): Promise<boolean> {
  const { rows } = await transaction.query<{ turned: boolean }>("select tenant.turn_platform_administrator($1, $2) as turned", [personId, isOne]);
  return rows[0]?.turned ?? false;
}

async function record(transaction: Transaction, action: string, personId: Id, by: By, before: { role: string } | null = null): Promise<void> {
  await recordChange(transaction, { organisationId: PLATFORM, byId: by.personId, action, subjectId: personId, before, after: null, source: by.source });
}
