import { isTimeZone } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Accounts, passwordFault } from "../accounts/index.ts";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import { type Database, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { giveClinicRole, giveOrganisationRole } from "../memberships/index.ts";
import { createClinic, createOrganisation } from "../organisations/index.ts";
import { badField, badFields, cleanName, key, notFound, type Refusal, Rollback } from "../visits/index.ts";
import { isSetUpCode } from "./set-up-code.ts";

type Keys = "GET /api/setup" | "POST /api/setup";
type Deps = { database: Database; directory: Directory; accounts: Accounts; secret: string };
type Done = { ok: true; slug: string };

/** Any number that nothing else in this database locks. */
const SET_UP_LOCK = 7_206_313;

export async function isSetUpOpen(database: Pick<Database, "query">): Promise<boolean> {
  const [row] = await database.query<{ there: boolean }>("select tenant.has_platform_administrator() as there");
  return row?.there === false;
}

/** The first administrator with an organisation and a clinic, by the code that the operator reads at start. Afterwards there is nothing here. */
export function createSetUpHandlers({ database, directory, accounts, secret }: Deps): Pick<Handlers, Keys> {
  return {
    "GET /api/setup": async () => ({ ok: true, reply: { open: await isSetUpOpen(database) } }),

    async "POST /api/setup"({ body, idempotencyKey, sourceAddress }) {
      const { code, ...typed } = body;
      // A wrong code is told apart only while a right one is worth something.
      if (!isSetUpCode(secret, code)) return (await isSetUpOpen(database)) ? badField("code", "wrongCode") : notFound;
      const [name, organisationName, clinicName] = [cleanName(typed.name), cleanName(typed.organisationName), cleanName(typed.clinicName)];
      const wrong = wrongIn({ ...typed, name, organisationName, clinicName });
      if (wrong) return wrong;
      const [personId, organisationId] = [uuidv7(), uuidv7()];
      let hasAccount = false;
      try {
        const answer = await database.transact([PLATFORM, organisationId], async (transaction) => {
          await transaction.query("select pg_advisory_xact_lock($1)", [SET_UP_LOCK]);
          return oncePerKey(transaction, "set-up", key(idempotencyKey, "set-up", typed), async (): Promise<Answer<Done>> => {
            const { rows } = await transaction.query<{ there: boolean }>("select tenant.has_platform_administrator() as there");
            if (rows[0]?.there !== false) return notFound;
            if ((await transaction.query("select 1 from tenant.people_by_address($1)", [[typed.email]])).rowCount) return badField("email", "emailTaken");
            await writePlaces(transaction, { ...typed, name, organisationName, clinicName, personId, organisationId, source: sourceAddress });
            // The accounts have a role and a connection of their own: last, so that nothing of ours can fail after it but the commit.
            await accounts.createAccount({ id: personId, email: typed.email, name, password: typed.password });
            hasAccount = true;
            return { ok: true, reply: { ok: true, slug: typed.slug } };
          });
        });
        directory.forget();
        return answer;
      } catch (error) {
        if (hasAccount) await accounts.removeAccount(personId);
        if (error instanceof Rollback) return { ok: false, rejection: error.rejection };
        throw error;
      }
    },
  };
}

type Typed = { name: string; email: string; password: string; organisationName: string; clinicName: string; timeZone: string };

function wrongIn({ name, email, password, organisationName, clinicName, timeZone }: Typed): Refusal | null {
  if (!name) return badField("name", "name");
  if (!organisationName) return badField("organisationName", "name");
  if (!clinicName) return badField("clinicName", "name");
  if (!isTimeZone(timeZone)) return badField("timeZone", "timeZone", { zone: timeZone });
  const fault = passwordFault(password, { email, name });
  if (fault) return badFields(fault);
  return null;
}

type Places = Omit<Typed, "password"> & { slug: string; personId: Id; organisationId: Id; source: string };

async function writePlaces(transaction: Transaction, { name, email, organisationName, clinicName, slug, timeZone, personId, organisationId, source }: Places): Promise<void> {
  const by = { personId, source };
  await transaction.query("insert into tenant.person (id, name, email, platform_administrator) values ($1, $2, $3, true)", [personId, name, email]);
  await createOrganisation(transaction, { id: organisationId, name: organisationName, settings: { timeZone } }, by);
  const clinic = await createClinic(transaction, { organisationId, name: clinicName, slug }, by);
  if ("ok" in clinic) throw new Rollback(renamed(clinic));
  // Whoever begins alone does everything; the roles can be given away later.
  await giveOrganisationRole(transaction, organisationId, personId, null, "administrator", by);
  const standing = { role: "clinicAdministrator", permissions: ["waitingArea", "rooms", "userRoom"] } as const;
  await giveClinicRole(transaction, { organisationId, clinicId: clinic.id }, personId, null, standing, by);
  await recordChange(transaction, {
    organisationId: PLATFORM,
    byId: personId,
    action: "platform.setUp",
    subjectId: personId,
    before: null,
    after: { email, organisation: organisationName, clinic: clinicName },
    source,
  });
}

/** The clinic's name is one of two names in this form. */
function renamed({ rejection }: Refusal): Refusal["rejection"] {
  if (rejection.code !== "badRequest" || !("fields" in rejection)) return rejection;
  return { ...rejection, fields: rejection.fields.map((field) => ({ ...field, path: field.path === "name" ? "clinicName" : field.path })) };
}
