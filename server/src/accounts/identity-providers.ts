import { sso } from "@better-auth/sso";

/** An organisation's own sign-in, by OpenID Connect. */
export type IdentityProvider = {
  organisationId: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  endpoints: { authorization: string; token: string; jwks: string; userInfo: string | null; tokenAuthentication: "client_secret_basic" | "client_secret_post" };
};

/** The link of an invitation, carried along on the way to the provider and back. */
export type CarriedInvitation = { token: string; language: string };
/** Whoever comes back, as the provider names them; `personId`: whose account that is, if there is one. `source`: from where. */
export type Arrival = { organisationId: string; personId: string | null; email: string; name: string; invitation: CarriedInvitation | null; source: string };

/** How the accounts ask for the organisations' providers. */
export type IdentityProviders = {
  provider(organisationId: string): Promise<IdentityProvider | null>;
  /** Whose account opens: null where this organisation's provider may not speak for them. */
  admits(arrival: Arrival): Promise<string | null>;
};

type Configured = NonNullable<NonNullable<Parameters<typeof sso>[0]>["defaultSSO"]>;

const SCOPES = ["openid", "email", "profile"];

/**
 * The library knows providers from its own table, with the secret in plain, or from a list in its options. It has the list: filled
 * anew from ours before each use, so that secrets are open in memory only and none of the library's own settings routes has anything to change.
 */
export function createProviderList({ provider }: IdentityProviders) {
  const list: Configured = [];
  return {
    list,
    /** False for a provider that is off, or was never there. */
    async prepare(organisationId: string): Promise<boolean> {
      const found = await provider(organisationId);
      const at = list.findIndex((each) => each.providerId === organisationId);
      if (at >= 0) list.splice(at, 1);
      if (!found) return false;
      const { issuer, clientId, clientSecret, endpoints } = found;
      list.push({
        providerId: organisationId,
        // Addresses are matched by us.
        domain: "",
        oidcConfig: {
          issuer,
          clientId,
          clientSecret,
          pkce: true,
          scopes: SCOPES,
          discoveryEndpoint: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
          authorizationEndpoint: endpoints.authorization,
          tokenEndpoint: endpoints.token,
          jwksEndpoint: endpoints.jwks,
          tokenEndpointAuthentication: endpoints.tokenAuthentication,
          ...(endpoints.userInfo ? { userInfoEndpoint: endpoints.userInfo } : {}),
        },
      });
      return true;
    },
    /** Where the providers of the operator's own network are: the library asks other addresses only on the internet. */
    origins: () =>
      list.flatMap(({ oidcConfig }) => [oidcConfig?.tokenEndpoint, oidcConfig?.jwksEndpoint, oidcConfig?.userInfoEndpoint].flatMap((url) => (url ? [new URL(url).origin] : []))),
  };
}

/** `isAccepted`: judges what a token of somebody who came back says, before anything is asked or written for them. */
export function singleSignOnPlugin(list: Configured, isAccepted: (claims: Record<string, unknown>) => boolean) {
  // People are added to clinics by their administrators: only `admits` says for whom an account is made.
  return sso({
    defaultSSO: list,
    disableImplicitSignUp: true,
    trustEmailVerified: true,
    providersLimit: 0,
    // In one transaction with what is written after it.
    resolveUser: (input) => (input.protocol === "oidc" && isAccepted(input.verifiedIdTokenClaims) ? { action: "continue" } : { action: "reject", code: "TOKEN_NOT_FRESH" }),
  });
}
