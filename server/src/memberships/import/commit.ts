import { setImmediate } from "node:timers/promises";
import type { ImportOutcome } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import { type Change, recordChanges } from "../../audit/index.ts";
import type { Transaction } from "../../db/index.ts";
import { newToken } from "../../visits/index.ts";
import { queueMails } from "../../outbox/index.ts";
import { addedMail, INVITATION_MS, invitationMail, type Inviter, type Offer, type Place } from "../invite.ts";
import type { Wish } from "./check-rows.ts";

/** Rows written before others get their turn: composing their mails holds the event loop for some milliseconds. */
const AT_A_TIME = 25;
/** Rows after which the progress is told, a whole number of batches: each time is a transaction of its own. */
const TOLD_EVERY = 250;

type Work = {
  organisationId: Id;
  organisationName: string;
  by: Inviter;
  wishes: readonly Wish[];
  /** Outside of the transaction: others see how far it is before they see what it did. */
  progress: (done: number) => Promise<void>;
  touch: (personId: Id) => void;
};

/** Writes what the rows wish, in batches of one transaction. */
export async function obeyWishes(transaction: Transaction, { organisationId, organisationName, by, wishes, progress, touch }: Work): Promise<Record<ImportOutcome, number>> {
  const report: Record<ImportOutcome, number> = { invited: 0, added: 0, changed: 0, same: 0 };
  // One link for a person, however many clinics it leads to: whoever accepts takes all of it.
  const links = new Map<string, { token: string; hash: Buffer }>();
  for (let at = 0; at < wishes.length; at += AT_A_TIME) {
    const batch = wishes.slice(at, at + AT_A_TIME);
    const now = Date.now();
    const firstMails: { wish: Wish; token: string }[] = [];
    for (const wish of batch) {
      report[wish.outcome] += 1;
      if (wish.outcome !== "invited" || links.has(wish.email)) continue;
      const link = newToken();
      links.set(wish.email, link);
      firstMails.push({ wish, token: link.token });
    }
    const members = batch.filter(({ outcome }) => outcome === "added" || outcome === "changed");
    for (const { person } of members) if (person) touch(person.id);
    await writeMembers(transaction, organisationId, members);
    await writeInvitations(
      transaction,
      organisationId,
      batch.filter(({ outcome }) => outcome === "invited"),
      { by, now, hashOf: ({ email }) => links.get(email)?.hash.toString("hex") ?? "" },
    );
    await recordChanges(
      transaction,
      batch.flatMap((wish) => changeOf(organisationId, wish, by) ?? []),
    );
    await queueMails(transaction, [
      ...firstMails.map(({ wish, token }) => invitationMail(placeOf(wish, organisationId, organisationName), offerOf(wish), wish.email, token, by, now + INVITATION_MS)),
      ...members.flatMap((wish) =>
        wish.outcome === "added" && wish.person && wish.person.id !== by.personId
          ? [addedMail(placeOf(wish, organisationId, organisationName), offerOf(wish), { ...wish.person, email: wish.email }, by)]
          : [],
      ),
    ]);
    if ((at + batch.length) % TOLD_EVERY === 0) await progress(at + batch.length);
    await setImmediate();
  }
  return report;
}

async function writeMembers(transaction: Transaction, organisationId: Id, members: readonly Wish[]): Promise<void> {
  const inClinics = members.flatMap(({ clinic, person, role, permissions }) => (clinic ? [{ clinic: clinic.id, person: person?.id, role, permissions }] : []));
  const inOrganisation = members.flatMap(({ clinic, person, role }) => (clinic ? [] : [{ person: person?.id, role }]));
  await transaction.query(
    `insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions)
       select x.clinic, $1, x.person, x.role, x.permissions from jsonb_to_recordset($2) as x(clinic uuid, person uuid, role text, permissions text[])
     on conflict (clinic_id, person_id) do update set role = excluded.role, permissions = excluded.permissions`,
    [organisationId, JSON.stringify(inClinics)],
  );
  await transaction.query(
    `insert into tenant.organisation_member (organisation_id, person_id, role)
       select $1, x.person, x.role from jsonb_to_recordset($2) as x(person uuid, role text)
     on conflict (organisation_id, person_id) do update set role = excluded.role`,
    [organisationId, JSON.stringify(inOrganisation)],
  );
}

type Sending = { by: Inviter; now: number; hashOf: (wish: Wish) => string };

async function writeInvitations(transaction: Transaction, organisationId: Id, invited: readonly Wish[], { by, now, hashOf }: Sending): Promise<void> {
  const rows = invited.map((wish) => ({ id: uuidv7(), clinic: wish.clinic?.id ?? null, email: wish.email, role: wish.role, permissions: wish.permissions, hash: hashOf(wish) }));
  await transaction.query(
    `insert into tenant.membership_invitation (id, organisation_id, clinic_id, email, role, permissions, token_hashes, by_id, created_at, sent_at, expires_at)
       select x.id, $1, x.clinic, x.email, x.role, x.permissions, array[decode(x.hash, 'hex')], $3, $4, $4, $5
         from jsonb_to_recordset($2) as x(id uuid, clinic uuid, email text, role text, permissions text[], hash text)
     on conflict (organisation_id, coalesce(clinic_id, '00000000-0000-0000-0000-000000000000'), email) where accepted_at is null and withdrawn_at is null
     do update set role = excluded.role, permissions = excluded.permissions, by_id = excluded.by_id, sent_at = excluded.sent_at, expires_at = excluded.expires_at,
       token_hashes = membership_invitation.token_hashes || excluded.token_hashes`,
    [organisationId, JSON.stringify(rows), by.personId, now, now + INVITATION_MS],
  );
}

const ACTIONS = { invited: "member.invited", added: "member.added", changed: "member.changed" } as const;

function changeOf(organisationId: Id, { outcome, clinic, email, role, permissions, person, before }: Wish, by: Inviter): Change | null {
  if (outcome === "same") return null;
  const inPlace = (facts: object) => ({ ...(clinic && { clinicId: clinic.id }), ...facts });
  return {
    organisationId,
    byId: by.personId,
    action: ACTIONS[outcome],
    subjectId: person?.id ?? null,
    before: before && inPlace(before),
    after: inPlace({ ...(outcome === "invited" && { email }), role, permissions }),
    source: by.source,
  };
}

function placeOf({ clinic }: Wish, organisationId: Id, organisationName: string): Place {
  return { organisationId, organisationName, clinic };
}
function offerOf({ role, permissions }: Wish): Offer {
  return { role, permissions } as Offer;
}
