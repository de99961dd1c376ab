import type { WrongField } from "@anteroom/core/protocol";
import { slugOf } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { slugStateOf } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { isAddress } from "../memberships/index.ts";
import { badField, cleanName, notFound, type Refusal, Rollback } from "../visits/index.ts";
import { createClinic } from "./create.ts";
import { type Inviting, nameAdministrator } from "./first-administrator.ts";
import { readOrganisation } from "./place.ts";

export type ClinicWish = { name: string; administratorEmail: string };
export type Created = { id: Id; slug: string; administratorHasAccount: boolean };

/** So many numbers are tried behind a slug that is taken. */
const NUMBERS = 50;

/** A clinic with its first administrator; without a slug it gets one made of its name. */
export async function createWithAdministrator(
  transaction: Transaction,
  { organisationId, slug: typed, ...wish }: ClinicWish & { organisationId: Id; slug?: string },
  by: Inviting,
): Promise<Created | Refusal> {
  const name = cleanName(wish.name);
  if (!name) return badField("name", "name");
  if (!isAddress(wish.administratorEmail)) return badField("administratorEmail", "email");
  const organisation = await readOrganisation(transaction, organisationId);
  if (!organisation) return notFound;
  const slug = typed ?? (await freeSlug(transaction, organisationId, name));
  const clinic = await createClinic(transaction, { organisationId, name, slug }, by);
  if ("ok" in clinic) return typed === undefined ? underName(clinic) : clinic;
  const place = { organisationId, organisationName: organisation.name, clinic: { ...clinic, name, slug, language: "en" } };
  const administratorHasAccount = await nameAdministrator(transaction, { place, email: wish.administratorEmail, by, touch: () => {} });
  return { id: clinic.id, slug, administratorHasAccount };
}

/** All of them or none; every line that is wrong is told at once. */
export async function createSeveral(transaction: Transaction, organisationId: Id, wishes: readonly ClinicWish[], by: Inviting): Promise<readonly Created[] | Refusal> {
  const clinics: Created[] = [];
  const fields: WrongField[] = [];
  for (const [at, wish] of wishes.entries()) {
    const done = await createWithAdministrator(transaction, { organisationId, ...wish }, by);
    if (!("ok" in done)) clinics.push(done);
    else if (done.rejection.code === "badRequest" && "fields" in done.rejection)
      fields.push(...done.rejection.fields.map((field) => ({ ...field, path: `clinics.${at}.${field.path}` })));
    else return done;
  }
  if (fields.length) throw new Rollback({ code: "badRequest", fields });
  return clinics;
}

/** Made of the name, with a number behind it if that is taken. */
export async function freeSlug(transaction: Transaction, organisationId: Id, name: string): Promise<string> {
  const wanted = slugOf(name);
  if (!wanted) return "";
  for (let number = 1; number <= NUMBERS; number++) {
    const tried = number === 1 ? wanted : `${wanted.slice(0, 58)}-${number}`;
    if ((await slugStateOf(transaction, organisationId, tried)) === null) return tried;
  }
  return wanted;
}

/** Nobody typed the slug, so that the name is what can be mended. */
function underName(refusal: Refusal): Refusal {
  const { rejection } = refusal;
  if (rejection.code !== "badRequest" || !("fields" in rejection)) return refusal;
  return rejection.fields.some(({ path }) => path === "slug") ? badField("name", "noLinkOfName") : refusal;
}
