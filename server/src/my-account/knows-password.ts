import type { Id } from "@anteroom/core/visit";
import type { Accounts } from "../accounts/index.ts";
import type { Asker } from "../http/handler.ts";
import { badField, notSignedIn, type Refusal } from "../visits/index.ts";

/** Whoever found an unlocked computer shall not try passwords on it. */
const PASSWORD_CHECKS = { name: "passwordCheck", most: 10, perSeconds: 900 };

export const slowDown = (wait: number): Refusal => ({ ok: false, rejection: { code: "slowDown", retryAfterMs: wait } });

/** Whether a signed-in person typed their own password; `field` is where they typed it. */
export async function knowsPassword(accounts: Accounts, asker: Asker, typed: string, field: string): Promise<{ personId: Id; sessionId: string } | Refusal> {
  if (asker.kind !== "member") return notSignedIn;
  const wait = await accounts.takeAttempt(PASSWORD_CHECKS, asker.personId);
  if (wait) return slowDown(wait);
  return (await accounts.checkPassword(asker.personId, typed)) ? asker : badField(field, "This is not your password.");
}
