import { copiedDefaults, type OrganisationSettings } from "@anteroom/core/settings";
import { slugFaultAt } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { recordChange } from "../audit/index.ts";
import { isNameTaken, lockNames, slugStateOf } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { badField, badFields, type Refusal } from "../visits/index.ts";
import { readOrganisation } from "./place.ts";

export type By = { personId: Id; source: string };

export async function createOrganisation(transaction: Transaction, { id, name, settings = {} }: { id: Id; name: string; settings?: OrganisationSettings }, by: By): Promise<void> {
  await transaction.query("insert into tenant.organisation (id, name, settings) values ($1, $2, $3)", [id, name, JSON.stringify(settings)]);
  await recordChange(transaction, { organisationId: id, byId: by.personId, action: "organisation.created", subjectId: id, before: null, after: { name }, source: by.source });
}

/** With a copy of the organisation's defaults as they are now. */
export async function createClinic(
  transaction: Transaction,
  { organisationId, name, slug }: { organisationId: Id; name: string; slug: string },
  by: By,
): Promise<{ id: Id } | Refusal> {
  await lockNames(transaction);
  const fault = await slugStateOf(transaction, organisationId, slug);
  if (fault) return badFields(slugFaultAt("slug", fault));
  if (await isNameTaken(transaction, name)) return badField("name", "nameTaken");
  const organisation = await readOrganisation(transaction, organisationId);
  const id = uuidv7();
  await transaction.query("insert into tenant.clinic (id, organisation_id, slug, name, inherited) values ($1, $2, $3, $4, $5)", [
    id,
    organisationId,
    slug,
    name,
    JSON.stringify(copiedDefaults(organisation?.settings ?? {})),
  ]);
  await recordChange(transaction, {
    organisationId,
    byId: by.personId,
    action: "clinic.created",
    subjectId: id,
    before: null,
    after: { name, slug, clinicId: id },
    source: by.source,
  });
  return { id };
}
