import http from "node:http";
import Provider from "oidc-provider";
import { freePort } from "./running-app.ts";

export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

/** A hospital's identity provider: a real one, whose people sign in by being named. */
export async function startIdentityProvider({ clientId, clientSecret, redirect }: { clientId: string; clientSecret: string; redirect: string }) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, Claims>();
  let who = "";
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect], grant_types: ["authorization_code"], response_types: ["code"] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => people.get(sub) ?? { sub } }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a-key-of-the-test"] },
    jwks: undefined,
  });
  const callback = provider.callback();
  const server = http.createServer((request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void callback(request, response);
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      if (prompt.name === "login") return provider.interactionFinished(request, response, { login: { accountId: who } }, { mergeWithLastSubmission: false });
      const grant = new provider.Grant({ accountId: session?.accountId ?? who, clientId: String(params.client_id) });
      grant.addOIDCScope(String(params.scope));
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    issuer,
    /** Whoever comes next is this person. */
    signsIn(claims: Claims) {
      people.set(claims.sub, claims);
      who = claims.sub;
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
