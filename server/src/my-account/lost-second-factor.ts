import { mayRemoveSecondFactor } from "@anteroom/core/access";
import type { Accounts } from "../accounts/index.ts";
import { PLATFORM, recordChange } from "../audit/index.ts";
import type { Directory, Member } from "../clinics/index.ts";
import type { Database, Limiter } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { queueMail } from "../outbox/index.ts";
import { notAllowed, notFound, refusalIn, type Senders } from "../visits/index.ts";
import { provesThemselves } from "./knows-password.ts";

type Deps = { database: Database; directory: Directory; accounts: Accounts; limiter: Limiter; senders: Senders };

/** For somebody who lost phone, passkey and recovery codes: their administrator takes it all away, and they begin anew. Repeating it is harmless. */
export function createLostSecondFactorHandler({ database, directory, accounts, limiter, senders }: Deps): Pick<Handlers, "POST /api/people/{personId}/second-factor/remove"> {
  return {
    async "POST /api/people/{personId}/second-factor/remove"({ asker, params: { personId }, body: { proof }, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who || asker.kind !== "member") return "ok" in who ? who : notAllowed;
      const { member } = who;
      const other = await directory.member(personId);
      if (!other) return notFound;
      if (!mayRemoveSecondFactor(member, other)) return personId === member.personId || knows(member, other) ? notAllowed : notFound;
      const refusal = await provesThemselves({ accounts, limiter }, asker, proof);
      if (refusal) return refusal;
      const { isOn, app, passkeys } = await accounts.secondFactor.state(personId);
      if (!isOn) return { ok: true, reply: { ok: true } };
      const { name, email, language } = other.person;
      // In the log of each organisation that it concerns, and in that of accounts.
      const logs = [PLATFORM, ...organisationsOf(other)];
      await database.transact(logs, async (transaction) => {
        for (const organisationId of logs)
          await recordChange(transaction, {
            organisationId,
            byId: member.personId,
            action: "account.protectionRemoved",
            subjectId: personId,
            before: { app, passkeys },
            after: null,
            source: sourceAddress,
          });
        await queueMail(transaction, { organisationId: PLATFORM, to: email, template: "secondFactorRemoved", language, values: { name, byName: member.person.name } });
        // Last: the accounts have a connection of their own, and nothing may be done that is not written down.
        await accounts.secondFactor.removeAll(personId);
      });
      await accounts.endSessions(personId, {});
      return { ok: true, reply: { ok: true } };
    },
  };
}

function organisationsOf({ organisations, clinics }: Member): string[] {
  return [...new Set([...organisations, ...clinics].map(({ organisationId }) => organisationId))];
}

function knows(member: Member, other: Member): boolean {
  return organisationsOf(other).some((organisationId) => refusalIn(member, organisationId) === notAllowed);
}
