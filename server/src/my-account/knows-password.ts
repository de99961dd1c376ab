import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import type { Limiter } from "../db/index.ts";
import type { SignOnRules } from "../http/account-routes.ts";
import type { Asker } from "../http/handler.ts";
import { badField, notSignedIn, type Refusal } from "../visits/index.ts";

/** Whoever found an unlocked computer shall not try passwords on it. */
const PASSWORD_CHECKS = { name: "passwordCheck", most: 10, perSeconds: 900 };

export const slowDown = (wait: number): Refusal => ({ ok: false, rejection: { code: "slowDown", retryAfterMs: wait } });

/** Who came in through their organisation's own sign-in has nothing here to type; having come just now stands for it. Milliseconds. */
const JUST_NOW_MS = 10 * 60_000;

/** Whether whoever asks is still the person who signed in: by their password, by the code of their app, or by having come just now. */
export async function provesThemselves(
  { accounts, limiter }: { accounts: Accounts; limiter: Limiter },
  asker: Extract<Asker, { kind: "member" }>,
  typed: string,
): Promise<Refusal | null> {
  const session = (await accounts.sessions(asker.personId)).find(({ id }) => id === asker.sessionId);
  if (!session) return notSignedIn;
  if (session.providedBy) return Date.now() - session.beganAt < JUST_NOW_MS ? null : badField("session", "comeAgain");
  const wait = await limiter.take(PASSWORD_CHECKS, asker.personId);
  if (wait) return slowDown(wait);
  const isProven = (await accounts.checkPassword(asker.personId, typed)) || (await accounts.secondFactor.isCode(asker.personId, typed.replaceAll(/\s/g, "")));
  return isProven ? null : badField("proof", "proofWrong");
}

export type PasswordDeps = { accounts: Accounts; limiter: Limiter; signOn: Pick<SignOnRules, "signsOnAt"> };

/** Whether a signed-in person typed their own password; `field` is where they typed it. Whoever signs in elsewhere has none that would open anything. */
export async function knowsPassword(
  { accounts, limiter, signOn }: PasswordDeps,
  asker: Asker,
  typed: string,
  field: string,
): Promise<{ personId: Id; sessionId: string } | Refusal> {
  if (asker.kind !== "member") return notSignedIn;
  const organisation = await signOn.signsOnAt(asker.personId);
  if (organisation !== null) return { ok: false, rejection: { code: "singleSignOn", organisation } };
  const wait = await limiter.take(PASSWORD_CHECKS, asker.personId);
  if (wait) return slowDown(wait);
  return (await accounts.checkPassword(asker.personId, typed)) ? asker : badField(field, "passwordWrong");
}
