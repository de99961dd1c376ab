import { z } from "zod";
import type { SavedSection } from "./organisations.ts";
import { command, commandFor, query } from "./endpoint.ts";

const values = z.strictObject({
  isOn: z.boolean(),
  /** One a line. */
  domains: z.string().max(10_000),
  issuer: z.string().trim().max(500),
  clientId: z.string().trim().max(500),
  /** Empty: as it was. It is never sent back. */
  clientSecret: z.string().trim().max(1_000),
});
export type SingleSignOnValues = z.output<typeof values>;
/** `callbackUrl` is what the provider must be told. */
export type SingleSignOnSaved = SavedSection<SingleSignOnValues> & { hasSecret: boolean; callbackUrl: string };

/** Signing in by an organisation's own identity provider. */
export const singleSignOnContract = {
  "POST /api/sign-in/offer": commandFor<{ organisation: string | null }>()(
    "anyone",
    "Whose own sign-in is offered for an address; says nothing of whether it has an account",
    z.strictObject({ email: z.string().max(320) }),
  ),
  "GET /api/organisations/{organisationId}/single-sign-on": query<SingleSignOnSaved>("member", "How an organisation's own sign-in is set up"),
  "POST /api/organisations/{organisationId}/single-sign-on": commandFor<SingleSignOnSaved>()(
    "member",
    "Save what differs; what is switched on must work",
    z.strictObject({ version: z.number().int().min(0), values: values.partial() }),
  ),
  "POST /api/organisations/{organisationId}/single-sign-on/test": command(
    "member",
    "Ask the provider whether it is one and knows the client",
    values.omit({ isOn: true, domains: true }),
  ),
} as const;
