import { domainToASCII } from "node:url";
import type { SingleSignOnSaved, SingleSignOnValues } from "@anteroom/core/protocol";
import { mayOnPlatform } from "@anteroom/core/access";
import { domainsIn, singleSignOnFaults } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import { recordChange } from "../audit/index.ts";
import { type Directory, readSections, saveSection } from "../clinics/index.ts";
import { type Database, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { organisationPlace } from "../organisations/index.ts";
import { badField, badFields, key, type Refusal, type Senders } from "../visits/index.ts";
import { type Network, Unusable } from "./ask.ts";
import { discover, type Endpoints, knowsClient } from "./discover.ts";
import { domainOf } from "./domain-of.ts";
import type { SecretSeal } from "./providers.ts";

type Keys =
  | "GET /api/organisations/{organisationId}/single-sign-on"
  | "POST /api/organisations/{organisationId}/single-sign-on"
  | "POST /api/organisations/{organisationId}/single-sign-on/test";
type Deps = { database: Database; accounts: Pick<Accounts, "keepSession">; directory: Directory; senders: Senders; secrets: SecretSeal; publicUrl: string; network: Network };
type Stored = { is_on: boolean; issuer: string; client_id: string; secret: Buffer | null; endpoints: Endpoints | null; domains: string[] };

const SECTION = "single-sign-on";
const UNIQUE_VIOLATION = "23505";
const NOTHING: Stored = { is_on: false, issuer: "", client_id: "", secret: null, endpoints: null, domains: [] };

/** An organisation's own identity provider, as its administrators set it up. The client's secret goes in and never comes out. */
export function createSingleSignOnSettings(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, secrets, publicUrl, network } = deps;
  const callback = (organisationId: Id) => `${publicUrl}/api/auth/sso/callback/${organisationId}`;

  async function saved(transaction: Transaction, organisationId: Id): Promise<SingleSignOnSaved> {
    const { is_on: isOn, issuer, client_id: clientId, secret, domains } = await read(transaction, organisationId);
    const { version, lastChange } = (await readSections(transaction, organisationId))(SECTION);
    const by = lastChange && ((await directory.names([lastChange.byId])).get(lastChange.byId) ?? "");
    return {
      values: { isOn, domains: domains.join("\n"), issuer, clientId, clientSecret: "" },
      hasSecret: secret !== null,
      callbackUrl: callback(organisationId),
      version,
      lastChange: lastChange && { by: by ?? "", at: lastChange.at },
    };
  }

  /** The provider's doors, once it has shown that it is one and knows the client. */
  async function tried({ issuer, clientId, clientSecret }: Pick<SingleSignOnValues, "issuer" | "clientId" | "clientSecret">, organisationId: Id): Promise<Endpoints | Refusal> {
    const [fault] = singleSignOnFaults({ isOn: true, domains: "any.example", issuer, clientId, clientSecret }, { hasSecret: false, issuer: "" }, domainToASCII);
    if (fault) return badFields(fault);
    try {
      const endpoints = await discover(issuer, network);
      if (await knowsClient(endpoints, { id: clientId, secret: clientSecret, redirect: callback(organisationId) }, network)) return endpoints;
      return badField("clientSecret", "providerClient");
    } catch (error) {
      if (error instanceof Unusable) return badFields(error.fault);
      throw error;
    }
  }

  async function read(transaction: Transaction, organisationId: Id): Promise<Stored> {
    const { rows } = await transaction.query<Omit<Stored, "domains">>("select is_on, issuer, client_id, secret, endpoints from tenant.single_sign_on where organisation_id = $1", [
      organisationId,
    ]);
    const domains = await transaction.query<{ domain: string }>("select domain from tenant.sign_in_domain where organisation_id = $1 order by domain", [organisationId]);
    return { ...(rows[0] ?? NOTHING), domains: domains.rows.map(({ domain }) => domain) };
  }
  const secretOf = (typed: string | undefined, { secret }: Stored) => typed || (secret ? secrets.open(secret) : "");

  return {
    async "GET /api/organisations/{organisationId}/single-sign-on"({ asker, params: { organisationId } }) {
      const place = await organisationPlace(deps, asker, organisationId, "configureSingleSignOn");
      if ("ok" in place) return place;
      return { ok: true, reply: await database.transact(place.organisations, (transaction) => saved(transaction, organisationId)) };
    },

    async "POST /api/organisations/{organisationId}/single-sign-on/test"({ asker, params: { organisationId }, body }) {
      const place = await organisationPlace(deps, asker, organisationId, "configureSingleSignOn");
      if ("ok" in place) return place;
      const stored = await database.transact(place.organisations, (transaction) => read(transaction, organisationId));
      // The stored secret goes to the address that it was typed for, and to no other.
      const clientSecret = body.clientSecret || (body.issuer === stored.issuer ? secretOf("", stored) : "");
      const endpoints = await tried({ issuer: body.issuer, clientId: body.clientId, clientSecret }, organisationId);
      return "ok" in endpoints ? endpoints : { ok: true, reply: { ok: true } };
    },

    async "POST /api/organisations/{organisationId}/single-sign-on"({ asker, params: { organisationId }, body, idempotencyKey, sourceAddress }) {
      const place = await organisationPlace(deps, asker, organisationId, "configureSingleSignOn");
      if ("ok" in place) return place;
      const stored = await database.transact(place.organisations, (transaction) => read(transaction, organisationId));
      const before: SingleSignOnValues = { isOn: stored.is_on, domains: stored.domains.join("\n"), issuer: stored.issuer, clientId: stored.client_id, clientSecret: "" };
      const { isOn = before.isOn, domains: typedDomains = before.domains, issuer = before.issuer, clientId = before.clientId, clientSecret: typedSecret = "" } = body.values;
      const values: SingleSignOnValues = { isOn, domains: typedDomains, issuer, clientId, clientSecret: typedSecret };
      const parsed = domainsIn(values.domains, domainToASCII);
      if ("fault" in parsed) return badFields(parsed.fault);
      const { domains } = parsed;
      // Whoever has an address there is of that organisation; a second domain is added by those who run the platform.
      const own = domainOf(place.member.person.email);
      const strange = domains.find((domain) => domain !== own && !stored.domains.includes(domain));
      if (strange && !mayOnPlatform(place.member, "manageOrganisations")) return badField("domains", "strangeDomain", { domain: strange });
      const isOtherPlace = values.issuer !== stored.issuer;
      const clientSecret = values.clientSecret || (isOtherPlace ? "" : secretOf("", stored));
      let { endpoints } = stored;
      if (values.isOn) {
        if (!domains.length) return badField("domains", "noDomains");
        const found = await tried({ ...values, clientSecret }, organisationId);
        if ("ok" in found) return found;
        endpoints = found;
      }
      // People sign in another way from here on, and their sessions end: all but this one, in which it could be mended.
      if (asker.kind === "member") await deps.accounts.keepSession(asker.sessionId);
      try {
        return await database.transact(place.organisations, (transaction) =>
          // The secret is no part of what is remembered of the command.
          oncePerKey(transaction, place.subject, key(idempotencyKey, SECTION, { organisationId, version: body.version }), async (): Promise<Answer<SingleSignOnSaved>> => {
            const state = await saveSection(transaction, {
              organisationId,
              subjectId: organisationId,
              section: SECTION,
              version: body.version,
              byId: place.member.personId,
              now: Date.now(),
            });
            const now = await saved(transaction, organisationId);
            if (!state) return { ok: false, rejection: { code: "changedMeanwhile", by: now.lastChange?.by ?? "", at: now.lastChange?.at ?? 0, now } };
            await transaction.query(
              `insert into tenant.single_sign_on as s (organisation_id, is_on, issuer, client_id, secret, endpoints) values ($1, $2, $3, $4, $5, $6)
                 on conflict (organisation_id) do update set is_on = excluded.is_on, issuer = excluded.issuer, client_id = excluded.client_id, secret = excluded.secret, endpoints = excluded.endpoints`,
              [organisationId, values.isOn, values.issuer, values.clientId, clientSecret ? secrets.seal(clientSecret) : null, endpoints && JSON.stringify(endpoints)],
            );
            await transaction.query("delete from tenant.sign_in_domain where organisation_id = $1 and domain <> all($2)", [organisationId, domains]);
            await transaction.query(
              "insert into tenant.sign_in_domain (domain, organisation_id) select d, $1 from unnest($2::text[]) d where not exists (select from tenant.sign_in_domain s where s.domain = d and s.organisation_id = $1)",
              [organisationId, domains],
            );
            const after = { ...values, domains: domains.join("\n") };
            const names = (["isOn", "domains", "issuer", "clientId"] as const).filter((name) => before[name] !== after[name]);
            const only = (of: SingleSignOnValues) => Object.fromEntries(names.map((name) => [name, of[name]]));
            await recordChange(transaction, {
              organisationId,
              byId: place.member.personId,
              action: "organisation.singleSignOnChanged",
              subjectId: organisationId,
              before: only(before),
              after: { ...only(after), ...(values.clientSecret ? { clientSecret: "changed" } : {}) },
              source: sourceAddress,
            });
            return { ok: true, reply: await saved(transaction, organisationId) };
          }),
        );
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return badField("domains", "domainTaken");
        throw error;
      }
    },
  };
}
