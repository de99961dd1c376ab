import http from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

type Options = {
  clientId: string;
  clientSecret: string;
  redirect: string /** It asks who somebody is on pages of its own; otherwise they sign in by being named. */;
  hasPages?: boolean;
};

/** A hospital's identity provider: a real one. */
export async function startIdentityProvider({ clientId, clientSecret, redirect, hasPages = false }: Options) {
  let answer: http.RequestListener = () => {};
  const server = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Claims>();
  let who: string | null = null;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect], grant_types: ["authorization_code"], response_types: ["code"] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => people.get(sub) ?? { sub } }),
    ...(hasPages ? {} : { interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` } }),
    features: { devInteractions: { enabled: hasPages } },
    cookies: { keys: ["a-key-of-the-test"] },
    jwks: undefined,
  });
  const callback = provider.callback();
  answer = (request, response) => {
    if (hasPages || !request.url?.startsWith("/interaction/")) return void callback(request, response);
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      if (who === null) return provider.interactionFinished(request, response, { error: "access_denied" }, { mergeWithLastSubmission: false });
      if (prompt.name === "login") return provider.interactionFinished(request, response, { login: { accountId: who } }, { mergeWithLastSubmission: false });
      const grant = new provider.Grant({ accountId: session?.accountId ?? who, clientId: String(params.client_id) });
      grant.addOIDCScope(String(params.scope));
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
  return {
    issuer,
    /** Whoever comes next is this person. */
    signsIn(claims: Claims) {
      people.set(claims.sub, claims);
      who = claims.sub;
    },
    /** Whoever comes next changes their mind. */
    turnsBack() {
      who = null;
    },
    /** Somebody who has an account there. */
    knows(claims: Claims) {
      people.set(claims.sub, claims);
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
