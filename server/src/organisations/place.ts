import { mayInOrganisation, type OrganisationDeed } from "@anteroom/core/access";
import type { OrganisationSettings } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { type Member, organisationsToAsk } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import { type Refusal, refusalIn, type Senders } from "../visits/index.ts";

/** An organisation, and whoever asks about it. */
export type Place = { member: Member; subject: string; organisations: readonly Id[]; organisationId: Id };
export type StoredOrganisation = { name: string; settings: OrganisationSettings };

/** Null is never an answer: whoever may do none of these there is refused. */
export async function organisationPlace({ senders }: { senders: Senders }, asker: Asker, organisationId: Id, ...deeds: readonly OrganisationDeed[]): Promise<Place | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  if (!deeds.some((deed) => mayInOrganisation(who.member, deed, organisationId))) return refusalIn(who.member, organisationId);
  return { member: who.member, subject: who.sender.subject, organisations: organisationsToAsk(who.member, organisationId), organisationId };
}

/** Held until the end of the transaction where it is to be changed. */
export async function readOrganisation(transaction: Transaction, organisationId: Id, forUpdate = false): Promise<StoredOrganisation | null> {
  const { rows } = await transaction.query<StoredOrganisation>(`select name, settings from tenant.organisation where id = $1${forUpdate ? " for update" : ""}`, [organisationId]);
  return rows[0] ?? null;
}
