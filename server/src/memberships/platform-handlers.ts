import { mayOnPlatform } from "@anteroom/core/access";
import type { Accounts } from "../accounts/index.ts";
import { PLATFORM } from "../audit/index.ts";
import type { Asker, Handlers } from "../http/handler.ts";
import { key, notAllowed, type Refusal, Rollback, type Senders } from "../visits/index.ts";
import { change, type ChangeDeps } from "./change.ts";
import { invite, plainAddresses } from "./invite.ts";
import { pendingIn } from "./pending.ts";
import { givePlatformRole, platformAdministrators, platformPlace, takePlatformRole } from "./platform-role.ts";
import { removedJustNow } from "./restore.ts";
import { type Asking, removableSecondFactors } from "./standing.ts";

type Deps = ChangeDeps & { senders: Senders; accounts: Pick<Accounts, "secondFactor">; publicUrl: string; sends: boolean };
type Administrators = "/api/platform/administrators";
type Keys = `GET ${Administrators}` | `GET ${Administrators}/pending` | `POST ${Administrators}/invite` | `POST ${Administrators}/{personId}/${"remove" | "restore"}`;

const ROLE = "platformAdministrator";

/** Those who run the platform, and who was asked to. */
export function createPlatformPeopleHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, senders } = deps;

  async function manages(asker: Asker): Promise<Asking | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    if (!mayOnPlatform(who.member, "managePlatformAdministrators")) return notAllowed;
    return { member: who.member, subject: who.sender.subject, organisations: [PLATFORM] };
  }

  return {
    async "GET /api/platform/administrators"({ asker }) {
      const who = await manages(asker);
      if ("ok" in who) return who;
      const people = await database.view([PLATFORM], platformAdministrators);
      const ids = people.map(({ id }) => id);
      const removable = await removableSecondFactors(deps, who.member, ids);
      const pictures = await deps.directory.pictures(ids);
      const administrators = people
        .map(({ id: personId, name, email }) => ({ personId, name, email, picture: pictures.get(personId) ?? null, removableSecondFactor: removable.has(personId) }))
        .sort((one, other) => one.name.localeCompare(other.name));
      return { ok: true, reply: { administrators } };
    },

    async "GET /api/platform/administrators/pending"({ asker, body }) {
      const who = await manages(asker);
      if ("ok" in who) return who;
      return database.view([PLATFORM], async (transaction) => ({ ok: true, reply: await pendingIn(transaction, deps.directory, { organisationId: PLATFORM }, body, [ROLE]) }));
    },

    async "POST /api/platform/administrators/invite"({ asker, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker);
      if ("ok" in who) return who;
      const { member, organisations, subject } = who;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, "platform/administrators/invite", body) }, async (transaction, touch) => {
        const by = { personId: member.personId, name: member.person.name, publicUrl: deps.publicUrl, source: sourceAddress };
        const addresses = plainAddresses(body.addresses);
        const offer = { role: ROLE, permissions: [] } as const;
        return { ok: true, outcomes: await invite(transaction, { place: platformPlace, offer, mayGive: [ROLE], addresses, by, now: Date.now(), touch }), sends: deps.sends };
      });
    },

    async "POST /api/platform/administrators/{personId}/remove"({ asker, params: { personId }, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker);
      if ("ok" in who) return who;
      const { member, organisations, subject } = who;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `platform/administrators/remove ${personId}`, body) }, async (transaction, touch) => {
        if (!(await takePlatformRole(transaction, personId, { personId: member.personId, source: sourceAddress }))) throw new Rollback({ code: "notFound" });
        touch(personId);
        return { ok: true };
      });
    },

    async "POST /api/platform/administrators/{personId}/restore"({ asker, params: { personId }, body, idempotencyKey, sourceAddress }) {
      const who = await manages(asker);
      if ("ok" in who) return who;
      const { member, organisations, subject } = who;
      return change(deps, { organisations, subject, idempotency: key(idempotencyKey, `platform/administrators/restore ${personId}`, body) }, async (transaction, touch) => {
        await removedJustNow(transaction, { place: { organisationId: PLATFORM, clinicId: null }, personId, byId: member.personId, mayGive: [ROLE] });
        await givePlatformRole(transaction, personId, { personId: member.personId, source: sourceAddress });
        touch(personId);
        return { ok: true };
      });
    },
  };
}
