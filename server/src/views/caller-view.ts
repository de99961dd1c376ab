import type { CallerView } from "@anteroom/core/protocol";
import { estimateMinutes } from "@anteroom/core/queue";
import { consentTexts, waitingContentIn } from "@anteroom/core/settings";
import { type Id, owesConsent, type Seat, type Visit } from "@anteroom/core/visit";
import { type Directory, knownAs } from "../clinics/index.ts";
import { type Transaction, unseal } from "../db/index.ts";
import type { DetailStore } from "../visits/index.ts";
import { publicClinic } from "./public-clinic.ts";

const LATEST_VISITS = 10;
const PHONE_DIGITS_SHOWN = 3;

/** A visit as its own caller (or a companion, who reads no messages) sees it; null when there is no such visit. */
export async function callerView(
  transaction: Transaction,
  { directory, details }: { directory: Directory; details: DetailStore },
  visitId: Id,
  viewer: { seatId: Id; isCaller: boolean },
  now: number,
): Promise<CallerView | null> {
  const { rows } = await transaction.query<{ body: Visit; seat: Seat | null }>({
    name: "caller-visit",
    text: "select v.body, (select s.body from tenant.seat s where s.id = $2 and s.is_live) as seat from tenant.visit v where v.id = $1",
    values: [visitId, viewer.seatId],
  });
  const row = rows[0];
  const clinic = row && (await directory.clinic(row.body.clinicId));
  if (!row || !clinic) return null;
  const { body: visit, seat } = row;
  const opened = (await details.read(transaction, [visitId])).get(visitId);
  const { status } = visit;
  const place = status.state === "waiting" && (clinic.settings.showPosition || clinic.settings.showEstimate) ? await placeOf(transaction, visit) : { ahead: null, estimate: null };
  return {
    id: visit.id,
    clinic: publicClinic(clinic, now),
    state: status.state,
    since: status.since,
    enteredAt: visit.enteredAt,
    language: opened?.language ?? "en",
    seat: seat && status.state !== "ended" ? { id: seat.id, callId: seat.callId, state: seat.state } : null,
    peopleAhead: clinic.settings.showPosition ? place.ahead : null,
    estimateMinutes: clinic.settings.showEstimate ? place.estimate : null,
    waitingContent: waitingContentIn(clinic.settings.waitingContent, opened?.language ?? "", clinic.settings.mainLanguage),
    messages: viewer.isCaller && opened ? await messagesFor(transaction, visitId, opened.key) : [],
    mayWrite: viewer.isCaller && clinic.settings.twoWayMessages && status.state !== "ended",
    heldBy: status.state === "held" ? await lastHost(transaction, directory, visit) : null,
    transferred: status.state === "waiting" && (await wasTransferred(transaction, visitId)),
    asksConsent: viewer.isCaller && status.state !== "ended" && owesConsent(visit, { asksConsent: consentTexts(clinic.settings).length > 0 }),
    endReason: status.state === "ended" ? status.reason : null,
    textMe:
      viewer.isCaller && clinic.settings.offlineQueue !== "off" && (status.state === "waiting" || status.state === "held")
        ? { on: visit.phoneVerified, ending: visit.phoneVerified ? (opened?.textTo.slice(-PHONE_DIGITS_SHOWN) ?? "") : "" }
        : null,
    phoneEnding: viewer.isCaller ? (opened?.phone.replace(/\D/g, "").slice(-PHONE_DIGITS_SHOWN) ?? "") : "",
    phoneMe: viewer.isCaller && (opened?.phoneMe ?? false),
  };
}

/** Numbers only: nothing of the people ahead is read here. */
async function placeOf(transaction: Transaction, visit: Visit): Promise<{ ahead: number; estimate: number | null }> {
  const { rows: before } = await transaction.query<{ ahead: number }>({
    name: "people-ahead",
    text: `select count(*)::int as ahead from tenant.visit where clinic_id = $1 and is_open and body->'status'->>'state' = 'waiting' and body->'presence'->>'state' <> 'offline'
      and ((body->>'orderKey')::float8, (body->>'enteredAt')::bigint, id) < ($2::float8, $3::bigint, $4::uuid)`,
    values: [visit.clinicId, visit.orderKey, visit.enteredAt, visit.id],
  });
  const { rows: seen } = await transaction.query<{ took: number }>({
    name: "latest-seen",
    text: "select ended_at - (body->>'seenAt')::bigint as took from tenant.stay where clinic_id = $1 and ended_at is not null and body->>'seenAt' is not null order by ended_at desc limit $2",
    values: [visit.clinicId, LATEST_VISITS],
  });
  const { rows: busy } = await transaction.query<{ hosts: number }>({
    name: "clinicians-at-work",
    text: "select count(distinct s.person_id)::int as hosts from tenant.seat s join tenant.call c on c.id = s.call_id where s.is_in and s.person_id is not null and c.clinic_id = $1 and c.is_open",
    values: [visit.clinicId],
  });
  const ahead = before[0]?.ahead ?? 0;
  return {
    ahead,
    estimate: estimateMinutes(
      ahead,
      seen.map(({ took }) => took),
      busy[0]?.hosts ?? 1,
    ),
  };
}

export type StoredMessage = { id: Id; at: number; from_clinic: boolean; by_id: Id | null; sealed: Buffer };

export async function messagesOf(transaction: Transaction, visitId: Id): Promise<StoredMessage[]> {
  return (
    await transaction.query<StoredMessage>({
      name: "messages",
      text: "select id, at, from_clinic, by_id, sealed from tenant.message where visit_id = $1 order by at, id limit 500",
      values: [visitId],
    })
  ).rows;
}

async function messagesFor(transaction: Transaction, visitId: Id, key: Buffer): Promise<CallerView["messages"]> {
  return (await messagesOf(transaction, visitId)).map(({ id, at, from_clinic, sealed }) => ({
    id,
    at,
    from: from_clinic ? ("clinic" as const) : ("caller" as const),
    text: unseal(key, sealed).toString(),
  }));
}

async function lastHost(transaction: Transaction, directory: Directory, { id: visitId, clinicId }: Visit): Promise<string | null> {
  const { rows } = await transaction.query<{ person: Id }>(
    "select what->>'personId' as person from tenant.activity where visit_id = $1 and what->>'type' in ('joined', 'hostLeft') order by id desc limit 1",
    [visitId],
  );
  const person = rows[0]?.person;
  if (!person) return null;
  const alias = (await knownAs(transaction, [visitId], [person], clinicId))(visitId, person);
  return alias ?? (await directory.names([person])).get(person) ?? null;
}

async function wasTransferred(transaction: Transaction, visitId: Id): Promise<boolean> {
  const { rows } = await transaction.query<{ how: string }>("select body->'began'->>'how' as how from tenant.stay where visit_id = $1 and is_open", [visitId]);
  return rows[0]?.how === "transferred";
}
