import { isEmail } from "@anteroom/core/typed";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { networkOf } from "../http/source-limits.ts";
import { queueMail } from "../outbox/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField } from "../visits/index.ts";
import { tellOfNewAddress } from "./new-address.ts";
import { knowsPassword, type PasswordDeps, slowDown } from "./knows-password.ts";

type Deps = PasswordDeps & { database: Database; directory: Directory; publicUrl: string; announce: (moves: TopicMoves) => void };
type Keys = "POST /api/account/email" | "POST /api/account/email/confirm";

const REQUESTS = { name: "emailChange", most: 5, perSeconds: 3_600 };
const CONFIRMATIONS = { name: "emailConfirm", most: 200, perSeconds: 900 };
const LONGEST = 254;

/** Another e-mail address, confirmed from its own mailbox; the old one is told. */
export function createEmailHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, accounts, limiter, publicUrl } = deps;
  return {
    async "POST /api/account/email"({ asker, body: { password, email: typed }, sourceAddress }) {
      const who = await knowsPassword(deps, asker, password, "password");
      if ("ok" in who) return who;
      const email = typed.normalize("NFKC").toLowerCase();
      if (email.length > LONGEST || !isEmail(email) || /[\p{C}<>()[\],;:"\\]/u.test(email)) return badField("email", "email");
      const person = (await directory.member(who.personId))?.person;
      if (email === person?.email) return badField("email", "emailSame");
      const wait = await limiter.take(REQUESTS, who.personId);
      if (wait) return slowDown(wait);
      const token = await accounts.emailChange.begin(who.personId, email);
      await database.transact([PLATFORM], async (transaction) => {
        const asked = { organisationId: PLATFORM, byId: who.personId, action: "account.emailChangeAsked", subjectId: who.personId, source: sourceAddress };
        await recordChange(transaction, { ...asked, before: null, after: { email } });
        // The same answer for an address that has an account: whose it is is nobody's business.
        if (token && person)
          await queueMail(transaction, {
            organisationId: PLATFORM,
            to: email,
            template: "emailChange",
            language: person.language,
            values: { name: person.name, oldEmail: person.email, link: `${publicUrl}/sign-in/confirm-email#${token}` },
          });
      });
      return { ok: true, reply: { ok: true } };
    },

    async "POST /api/account/email/confirm"({ asker, body: { token }, sourceAddress }) {
      const wait = await limiter.take(CONFIRMATIONS, networkOf(sourceAddress));
      if (wait) return slowDown(wait);
      const changed = await accounts.emailChange.confirm(token);
      if (!changed) return badField("token", "linkOver");
      // Elsewhere somebody else may be in, who would go on under the new address.
      await accounts.endSessions(changed.personId, asker.kind === "member" && asker.personId === changed.personId ? { but: asker.sessionId } : {});
      await tellOfNewAddress(deps, changed, sourceAddress);
      return { ok: true, reply: { ok: true, email: changed.isNow } };
    },
  };
}
