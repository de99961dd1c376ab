import type { Answer, Handlers } from "../http/handler.ts";
import { badField, cleanName, notFound, notSignedIn, type Refusal } from "../visits/index.ts";
import type { AccountLog } from "./account-log.ts";
import { knowsPassword, type PasswordDeps } from "./knows-password.ts";

type Keys = "POST /api/account/passkeys/{passkeyId}/name" | "POST /api/account/passkeys/{passkeyId}/remove";

const LONGEST_NAME = 60;
const done: Answer<{ ok: true }> = { ok: true, reply: { ok: true } };

/** One's own passkeys; adding one is in `passkey-routes.ts`. */
export function createPasskeyHandlers(deps: PasswordDeps & { log: AccountLog }): Pick<Handlers, Keys> {
  const { accounts, log } = deps;
  return {
    async "POST /api/account/passkeys/{passkeyId}/name"({ asker, params: { passkeyId }, body: { name: typed }, sourceAddress }) {
      if (asker.kind !== "member") return notSignedIn;
      const name = passkeyName(typed);
      if (typeof name !== "string") return name;
      if (!(await accounts.passkeys.rename(asker.personId, passkeyId, name))) return notFound;
      await log(asker.personId, "account.passkeyNamed", sourceAddress, { name });
      return done;
    },

    async "POST /api/account/passkeys/{passkeyId}/remove"({ asker, params: { passkeyId }, body: { password }, sourceAddress }) {
      const who = await knowsPassword(deps, asker, password, "password");
      if ("ok" in who) return who;
      const { app, passkeys } = await accounts.secondFactor.state(who.personId);
      if (!app && passkeys === 1 && (await accounts.needsSecondFactor(who.personId))) return badField("", "secondFactorFirst");
      // Repeating it is harmless.
      if (!(await accounts.passkeys.remove(who.personId, passkeyId))) return done;
      await accounts.secondFactor.passkeyRemoved(who.personId);
      await log(who.personId, "account.passkeyRemoved", sourceAddress);
      return done;
    },
  };
}

export function passkeyName(typed: string): string | Refusal {
  const name = cleanName(typed);
  if (!name) return badField("name", "passkeyName");
  return name.length > LONGEST_NAME ? badField("name", "tooLong", { max: String(LONGEST_NAME) }) : name;
}
