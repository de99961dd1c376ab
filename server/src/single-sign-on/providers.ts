import { hkdfSync } from "node:crypto";
import type { Id } from "@anteroom/core/visit";
import type { IdentityProvider } from "../accounts/index.ts";
import { type Database, seal, unseal } from "../db/index.ts";
import type { Endpoints } from "./discover.ts";
import { domainOf } from "./domains.ts";

/** Client secrets as the database has them. */
export function createSecretSeal(installationSecret: string) {
  const key = Buffer.from(hkdfSync("sha256", installationSecret, "", "client secrets of identity providers", 32));
  return { seal: (secret: string) => seal(key, secret), open: (sealed: Buffer) => unseal(key, sealed).toString("utf8") };
}
export type SecretSeal = ReturnType<typeof createSecretSeal>;

/** What signing in asks of the organisations' own providers; across organisations, because nobody is signed in yet. */
export function createSignOn({ database, secrets }: { database: Database; secrets: SecretSeal }) {
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
    /** Whether this organisation's provider may speak for this person. */
    async admits(personId: Id, organisationId: Id): Promise<boolean> {
      const [row] = await database.query<{ admits: boolean }>("select tenant.signs_on_at($1, $2) as admits", [personId, organisationId]);
      return row?.admits ?? false;
    },
    /** Whether password and passkey are closed to whoever has this address. */
    async binds(email: string): Promise<boolean> {
      const [row] = await database.query<{ binds: boolean }>("select tenant.must_sign_on($1) as binds", [email.trim().toLowerCase()]);
      return row?.binds ?? false;
    },
    async bindsPerson(personId: Id): Promise<boolean> {
      const [row] = await database.query<{ binds: boolean }>("select tenant.must_sign_on(tenant.email_of($1)) as binds", [personId]);
      return row?.binds ?? false;
    },
  };
}
export type SignOn = ReturnType<typeof createSignOn>;
