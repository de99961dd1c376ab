import { passkeyFault, passwordFault } from "../accounts/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { networkOf } from "../http/source-limits.ts";
import { badField, badFields, notFound, notSignedIn } from "../visits/index.ts";
import type { AccountLog } from "./account-log.ts";
import { knowsPassword, type PasswordDeps, slowDown } from "./knows-password.ts";

type Keys = Exclude<
  Extract<keyof Handlers, `${string} /api/account/${string}`>,
  `${string}/profile` | `${string}/picture${string}` | `${string}/email${string}` | `${string}/passkeys/${string}`
>;
type Deps = PasswordDeps & { directory: Directory; publicUrl: string; log: AccountLog; report: (what: string, error: unknown) => void };

const RESET_REQUESTS = { name: "resetRequest", most: 100, perSeconds: 900 };
const RESETS_FOR_ADDRESS = { name: "resetForAddress", most: 5, perSeconds: 3_600 };
const RESETS = { name: "reset", most: 200, perSeconds: 900 };
const CODES = { name: "ownCode", most: 10, perSeconds: 300 };

const done: Answer<{ ok: true }> = { ok: true, reply: { ok: true } };

/** One's own password, second factor and sessions. Repeating one of these commands does no harm, and what they answer is too secret to be kept for it. */
export function createAccountHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { directory, accounts, limiter, signOn, publicUrl, log, report } = deps;
  return {
    async "POST /api/account/password-reset/request"({ body: { email }, sourceAddress }) {
      const address = email.toLowerCase();
      const wait = (await limiter.take(RESET_REQUESTS, networkOf(sourceAddress))) ?? (await limiter.take(RESETS_FOR_ADDRESS, address));
      if (wait) return slowDown(wait);
      // Not waited for: how long it takes would tell whether the address has an account.
      accounts.requestReset(address).catch((error: unknown) => {
        if ((error as { statusCode?: number }).statusCode !== 400) report("sending a link for a new password", error);
      });
      return done;
    },

    async "POST /api/account/password-reset"({ body: { token, password }, sourceAddress }) {
      const wait = await limiter.take(RESETS, networkOf(sourceAddress));
      if (wait) return slowDown(wait);
      const personId = await accounts.resetFor(token);
      const fault = personId && passwordFault(password, (await directory.member(personId))?.person);
      if (fault) return badFields(fault);
      const reset = personId && (await accounts.resetPassword(token, password));
      if (!reset) return badField("token", "linkOver");
      await log(reset.personId, "account.passwordReset", sourceAddress);
      return done;
    },

    async "GET /api/account/security"({ asker }) {
      if (asker.kind !== "member") return notSignedIn;
      const { isOn, app, recoveryCodesLeft } = await accounts.secondFactor.state(asker.personId);
      const passkeys = await accounts.passkeys.list(asker.personId);
      const found = await accounts.sessions(asker.personId);
      const sessions = found.map(({ id, beganAt, lastSeenAt, userAgent }) => ({ id, beganAt, lastSeenAt, userAgent, isThis: id === asker.sessionId }));
      const cameElsewhere = found.some(({ id, providedBy }) => id === asker.sessionId && providedBy !== null);
      const secondFactorRequired = await accounts.needsSecondFactor(asker.personId);
      const signsOnAt = await signOn.signsOnAt(asker.personId);
      return {
        ok: true,
        reply: { signsOnAt, secondFactor: isOn, app, passkeys, passkeyFault: passkeyFault(publicUrl), publicUrl, secondFactorRequired, recoveryCodesLeft, cameElsewhere, sessions },
      };
    },

    async "POST /api/account/password"({ asker, body: { current, password }, sourceAddress }) {
      const who = await knowsPassword(deps, asker, current, "current");
      if ("ok" in who) {
        // A repeated request, whose first answer was lost, brings the old password.
        if (who.rejection.code === "badRequest" && asker.kind === "member" && (await accounts.checkPassword(asker.personId, password))) return done;
        return who;
      }
      const person = (await directory.member(who.personId))?.person;
      const fault = passwordFault(password, person);
      if (fault) return badFields(fault);
      if (current === password) return badField("password", "passwordSame");
      await accounts.changePassword(who.personId, who.sessionId, password);
      await log(who.personId, "account.passwordChanged", sourceAddress);
      return done;
    },

    async "POST /api/account/second-factor/begin"({ asker, body: { password } }) {
      const who = await knowsPassword(deps, asker, password, "password");
      if ("ok" in who) return who;
      if ((await accounts.secondFactor.state(who.personId)).app) return badField("", "appThere");
      const person = (await directory.member(who.personId))?.person;
      return { ok: true, reply: { ok: true, ...(await accounts.secondFactor.begin(who.personId, person?.email ?? "")) } };
    },

    async "POST /api/account/second-factor/confirm"({ asker, body: { code }, sourceAddress }) {
      if (asker.kind !== "member") return notSignedIn;
      const wait = await limiter.take(CODES, asker.personId);
      if (wait) return slowDown(wait);
      const before = await accounts.secondFactor.state(asker.personId);
      if (before.app) return done;
      if (!(await accounts.secondFactor.confirm(asker.personId, code.replaceAll(/\D/g, "")))) return badField("code", "appCodeWrong");
      await accounts.endSessions(asker.personId, { but: asker.sessionId });
      await log(asker.personId, "account.secondFactorAdded", sourceAddress);
      return done;
    },

    async "POST /api/account/second-factor/recovery-codes"({ asker, body: { password }, sourceAddress }) {
      const who = await knowsPassword(deps, asker, password, "password");
      if ("ok" in who) return who;
      const recoveryCodes = await accounts.secondFactor.renewRecoveryCodes(who.personId);
      if (!recoveryCodes) return badField("", "noSecondFactor");
      await log(who.personId, "account.recoveryCodesRenewed", sourceAddress);
      return { ok: true, reply: { ok: true, recoveryCodes } };
    },

    async "POST /api/account/second-factor/remove"({ asker, body: { password }, sourceAddress }) {
      const who = await knowsPassword(deps, asker, password, "password");
      if ("ok" in who) return who;
      const { app, passkeys } = await accounts.secondFactor.state(who.personId);
      if (!app) return done;
      if (!passkeys && (await accounts.needsSecondFactor(who.personId))) return badField("", "secondFactorFirst");
      await accounts.secondFactor.removeApp(who.personId);
      await log(who.personId, "account.secondFactorRemoved", sourceAddress);
      return done;
    },

    async "POST /api/account/sessions/{sessionId}/end"({ asker, params: { sessionId }, sourceAddress }) {
      if (asker.kind !== "member") return notSignedIn;
      if (!(await accounts.endSessions(asker.personId, { only: sessionId }))) return notFound;
      await log(asker.personId, "account.sessionEnded", sourceAddress);
      return done;
    },

    async "POST /api/account/sessions/end"({ asker, sourceAddress }) {
      if (asker.kind !== "member") return notSignedIn;
      const sessions = await accounts.endSessions(asker.personId, {});
      await log(asker.personId, "account.signedOutEverywhere", sourceAddress, { sessions });
      return done;
    },
  };
}
