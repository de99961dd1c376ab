import { hkdfSync } from "node:crypto";
import type { Id } from "@anteroom/core/visit";
import type { Arrival, IdentityProvider } from "../accounts/index.ts";
import { type Database, seal, unseal } from "../db/index.ts";
import type { Endpoints } from "./discover.ts";
import { domainOf } from "./domain-of.ts";

/** Client secrets as the database has them. */
export function createSecretSeal(installationSecret: string) {
  const key = Buffer.from(hkdfSync("sha256", installationSecret, "", "client secrets of identity providers", 32));
  return { seal: (secret: string) => seal(key, secret), open: (sealed: Buffer) => unseal(key, sealed).toString("utf8") };
}
export type SecretSeal = ReturnType<typeof createSecretSeal>;

/**
 * `welcome`: makes somebody a member by the invitation that they carry, where it is theirs. `follow`: the provider may know somebody by another
 * address than the one they have here.
 */
type Deps = { database: Database; secrets: SecretSeal; welcome: (arrival: Arrival) => Promise<void>; follow: (personId: Id, arrival: Arrival) => Promise<void> };

/** What signing in asks of the organisations' own providers; across organisations, because nobody is signed in yet. */
export function createSignOn({ database, secrets, welcome, follow }: Deps) {
  /** The person this is, if this organisation's provider may speak for them. */
  async function spokenFor({ personId, email, organisationId }: Arrival): Promise<Id | null> {
    const [row] = await database.query<{ id: Id }>(
      "select p.id from (select coalesce($1, (select id from tenant.people_by_address(array[$2]))) as id) p where tenant.signs_on_at(p.id, $3)",
      [personId, email, organisationId],
    );
    return row?.id ?? null;
  }

  return {
    /** Null for none, one that is switched off, and an organisation that is closed. */
    async provider(organisationId: Id): Promise<IdentityProvider | null> {
      const [row] = await database.query<{ issuer: string; client_id: string; secret: Buffer | null; endpoints: Endpoints | null }>("select * from tenant.identity_provider($1)", [
        organisationId,
      ]);
      if (!row?.secret || !row.endpoints) return null;
      return { organisationId, issuer: row.issuer, clientId: row.client_id, clientSecret: secrets.open(row.secret), endpoints: row.endpoints };
    },
    /** Whose sign-in is offered for this address; says nothing of whether it has an account. */
    async offer(email: string): Promise<{ organisationId: Id; name: string } | null> {
      const [row] = await database.query<{ organisation_id: Id; name: string }>("select * from tenant.sign_on_of_domain($1)", [domainOf(email)]);
      return row ? { organisationId: row.organisation_id, name: row.name } : null;
    },
    /** Whose account opens to somebody who comes from an organisation's provider; an invitation that they carry is accepted by coming. */
    async admits(arrival: Arrival): Promise<Id | null> {
      const known = await spokenFor(arrival);
      if (known) await follow(known, arrival);
      if (known || !arrival.invitation) return known;
      await welcome(arrival);
      return spokenFor(arrival);
    },
    /** Whether password and passkey are closed to whoever has this address. */
    async binds(email: string): Promise<boolean> {
      const [row] = await database.query<{ binds: boolean }>("select tenant.must_sign_on($1) as binds", [email.trim().toLowerCase()]);
      return row?.binds ?? false;
    },
    /** The organisation at whose own sign-in this person must come in; null: by password or passkey. */
    async signsOnAt(personId: Id): Promise<string | null> {
      const [row] = await database.query<{ name: string }>(
        "select o.name from tenant.email_of($1) as address, tenant.sign_on_of_domain(split_part(address, '@', 2)) o where tenant.must_sign_on(address)",
        [personId],
      );
      return row?.name ?? null;
    },
  };
}
export type SignOn = ReturnType<typeof createSignOn>;
