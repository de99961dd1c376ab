import { createHash } from "node:crypto";

/** No provider's token lives so long: what ends later was written in milliseconds. Seconds. */
const LONGEST_LIFE = 7 * 86_400;
/** Clocks differ. Seconds. */
const SKEW = 300;

/** The question that a token must answer: made of the state of the way there, so that nothing has to be kept for it. */
export function nonceOf(state: string): string {
  return createHash("sha256").update(`nonce ${state}`).digest("base64url");
}

/**
 * What OpenID Connect Core asks of a token beside signature, issuer and reader, which the library has looked at: it says when it was made and when it
 * ends, both in seconds (section 2), and answers the question of this way (section 3.1.3.7).
 */
export function isFresh(claims: Record<string, unknown>, nonce: string | null, now: number): boolean {
  const seconds = now / 1_000;
  const { exp, iat } = claims;
  if (typeof exp !== "number" || typeof iat !== "number") return false;
  return exp > seconds - SKEW && exp < seconds + LONGEST_LIFE && iat < seconds + SKEW && nonce !== null && claims.nonce === nonce;
}
