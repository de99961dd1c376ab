import { z } from "zod";
import { ask, type Network, Unusable, unusable, usableUrl } from "./ask.ts";

/** Of OpenID Connect Discovery 1.0, what signing in needs. */
const endpoints = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});

export type Endpoints = {
  authorization: string;
  token: string;
  jwks: string;
  userInfo: string | null;
  tokenAuthentication: "client_secret_basic" | "client_secret_post";
};

/** Asks the provider where its doors are. An `Unusable` says what is wrong with it. */
export async function discover(issuer: string, network: Network): Promise<Endpoints> {
  const { status, body } = await ask(discoveryOf(issuer), network);
  const found = endpoints.safeParse(body);
  if (status !== 200 || !found.success) throw unusable("providerNone");
  const told = found.data;
  if (told.issuer !== issuer) throw unusable("providerName", { name: told.issuer.slice(0, 200) });
  for (const url of [told.authorization_endpoint, told.token_endpoint, told.jwks_uri, ...(told.userinfo_endpoint ? [told.userinfo_endpoint] : [])]) usableUrl(url, network);
  // Left out by some that know it all the same (RFC 8414 section 2).
  const challenges = told.code_challenge_methods_supported;
  if (challenges && !challenges.includes("S256")) throw unusable("providerPkce");
  const ways = told.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const tokenAuthentication = (["client_secret_basic", "client_secret_post"] as const).find((way) => ways.includes(way));
  if (!tokenAuthentication) throw unusable("providerSecretless");
  return { authorization: told.authorization_endpoint, token: told.token_endpoint, jwks: told.jwks_uri, userInfo: told.userinfo_endpoint ?? null, tokenAuthentication };
}

/** Whether it answers at all: nobody is sent to a page that does not come. */
export async function answers(issuer: string, network: Network): Promise<boolean> {
  try {
    return (await ask(discoveryOf(issuer), network)).status < 500;
  } catch (error) {
    if (error instanceof Unusable) return false;
    throw error;
  }
}

const discoveryOf = (issuer: string) => `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;

/** Whether the provider knows this client by this secret: asked with a code that cannot be right, it complains of the code only then (RFC 6749 section 5.2). */
export async function knowsClient({ token, tokenAuthentication }: Endpoints, client: { id: string; secret: string; redirect: string }, network: Network): Promise<boolean> {
  const body = new URLSearchParams({ grant_type: "authorization_code", code: "a-code-that-was-never-given", redirect_uri: client.redirect, code_verifier: "v".repeat(43) });
  const isBasic = tokenAuthentication === "client_secret_basic";
  if (!isBasic) {
    body.set("client_id", client.id);
    body.set("client_secret", client.secret);
  }
  const authorization = isBasic ? `Basic ${Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString("base64")}` : "";
  const { status, body: answer } = await ask(token, network, { body, authorization });
  const error = typeof answer === "object" && answer !== null && "error" in answer ? answer.error : null;
  return status === 400 && error !== "invalid_client" && error !== "unauthorized_client";
}
