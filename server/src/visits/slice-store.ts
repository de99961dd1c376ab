import { type Activity, type Call, type Deadline, deadlinesOf, type Id, type Reach, type Seat, type Situation, type Stay, type Visit } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Directory } from "../clinics/index.ts";
import type { Transaction, Written } from "../db/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";

type Stored<T> = { version: number; due: number | null; body: T };
export type Slice = { now: number; situation: Situation; versions: ReadonlyMap<Id, number>; dues: ReadonlyMap<Id, number | null> };

type Found = { now: number; visits: Stored<Visit>[]; calls: Stored<Call>[]; seats: Stored<Seat>[]; stays: Stay[] };

/** Loads and locks the closed slice of the world that an action can touch. */
export async function loadSlice(transaction: Transaction, directory: Directory, named: Reach): Promise<Slice> {
  const { rows } = await transaction.query<{ slice: Found }>({ name: "load-slice", text: "select tenant.load_slice($1, $2, $3, $4) as slice", values: valuesOf(named) });
  if (!rows[0]) throw new Error("load_slice answered nothing");
  return asSlice(rows[0].slice, directory, named);
}

/** The same, once `claim` has returned a row; null when it returned none, and nothing is locked then. */
export async function claimSlice(transaction: Transaction, directory: Directory, named: Reach, claim: Written): Promise<Slice | null> {
  const { rows } = await transaction.query<{ slice: Found }>({
    name: "claim-slice",
    text: `with claimed as (${claim.text}) select tenant.load_slice($5, $6, $7, $8) as slice from claimed`,
    values: [...claim.values, ...valuesOf(named)],
  });
  return rows[0] ? asSlice(rows[0].slice, directory, named) : null;
}

function valuesOf({ visitIds, callIds, seatIds, personIds }: Reach): readonly Id[][] {
  return [[...visitIds], [...callIds], [...seatIds], [...personIds]];
}

async function asSlice({ now, visits, calls, seats, stays }: Found, directory: Directory, named: Reach): Promise<Slice> {
  const clinicIds = [
    ...named.clinicIds,
    ...visits.flatMap(({ body }) => [body.clinicId, ...(body.handover ? [body.handover.toClinicId] : [])]),
    ...calls.map(({ body }) => body.clinicId),
  ];
  const all = [...visits, ...calls, ...seats];
  return {
    now,
    situation: {
      visits: byId(visits.map(({ body }) => body)),
      calls: byId(calls.map(({ body }) => body)),
      seats: byId(seats.map(({ body }) => body)),
      stays: byId(stays),
      clinics: await directory.rules(clinicIds, now),
    },
    versions: new Map(all.map(({ body, version }) => [body.id, version])),
    dues: new Map(all.map(({ body, due }) => [body.id, due])),
  };
}

/** `source`: the network address of a member; that of a caller is kept nowhere. */
export type AuditEntry = { organisationId: Id; byKind: string; byId: Id | null; action: string; subjectId: Id | null; facts: Record<string, string>; source: string | null };

/** Writes exactly the things whose reference differs, what must be told about them, and the topics that moved. */
export async function saveSlice(
  transaction: Transaction,
  before: Slice,
  next: Situation,
  activity: readonly Activity[],
  audit: readonly AuditEntry[],
  remember: Written | null = null,
): Promise<TopicMoves> {
  const { situation: was, versions, now } = before;
  const due = dueTimes(next);
  const changed = <T extends { id: Id }>(old: ReadonlyMap<Id, T>, present: ReadonlyMap<Id, T>) =>
    [...present.values()].filter((thing) => old.get(thing.id) !== thing || (before.dues.get(thing.id) ?? null) !== (due.get(thing.id) ?? null));
  const visits = changed(was.visits, next.visits);
  const calls = changed(was.calls, next.calls);
  // A seat goes with its visit to another organisation, though nothing else of it changes.
  const movedSeats = [...next.seats.values()].filter((seat) => organisationOfSeat(was, seat) !== organisationOfSeat(next, seat));
  const seats = [...new Set([...changed(was.seats, next.seats), ...movedSeats])];
  const stays = [...next.stays.values()].filter((stay) => was.stays.get(stay.id) !== stay);
  if (visits.length + calls.length + seats.length + stays.length + activity.length + audit.length === 0 && !remember) return [];

  const after = ({ id }: { id: Id }) => (versions.get(id) ?? 0) + 1;
  const changes = {
    visits: visits.map((visit) => ({
      id: visit.id,
      organisationId: visit.organisationId,
      clinicId: visit.clinicId,
      callId: visit.callId,
      ownCallId: visit.ownCallId,
      handoverCallId: visit.handover?.callId ?? null,
      handoverClinicId: visit.handover?.toClinicId ?? null,
      isOpen: visit.status.state !== "ended",
      due: due.get(visit.id) ?? null,
      version: after(visit),
      body: visit,
    })),
    calls: calls.map((call) => ({
      id: call.id,
      organisationId: call.organisationId,
      clinicId: call.clinicId,
      isOpen: call.closedAt === null,
      due: due.get(call.id) ?? null,
      version: after(call),
      body: call,
    })),
    seats: seats
      // Seats that are given up go first: their person may sit down elsewhere in the same step.
      .sort((a, b) => Number(a.state !== "left") - Number(b.state !== "left"))
      .map((seat) => ({
        id: seat.id,
        organisationId: organisationOfSeat(next, seat),
        callId: seat.callId,
        visitId: "visitId" in seat.party ? seat.party.visitId : null,
        personId: seat.party.kind === "member" ? seat.party.personId : null,
        isLive: seat.state !== "left",
        isCaller: seat.party.kind === "caller",
        isIn: seat.state === "in",
        due: due.get(seat.id) ?? null,
        version: after(seat),
        body: seat,
      })),
    stays: stays.map((stay) => ({ id: stay.id, organisationId: next.visits.get(stay.visitId)?.organisationId, body: stay })),
    moved: visits.flatMap((visit) => {
      const old = was.visits.get(visit.id);
      return old && old.organisationId !== visit.organisationId ? [{ visitId: visit.id, organisationId: visit.organisationId }] : [];
    }),
    activity: activity.map(({ visitId, clinicId, at, by, what }) => ({
      id: uuidv7(),
      organisationId: next.visits.get(visitId)?.organisationId,
      visitId,
      clinicId,
      at,
      byKind: by.kind,
      byId: by.id,
      what,
    })),
    audit: audit.map((entry) => ({ id: uuidv7(), at: now, ...entry })),
    topics: topicsOf(was, next, visits, calls, seats),
    // Where these members are seen to be online, it is told as well that they sit in a call.
    people: seats.flatMap(({ party }) => (party.kind === "member" ? [party.personId] : [])),
  };
  const json = JSON.stringify(changes);
  const { rows } = await transaction.query<{ moves: TopicMoves }>(
    remember
      ? { name: "remember-changes", text: `with remembered as (${remember.text}) select tenant.save_changes($4) as moves`, values: [...remember.values, json] }
      : { name: "save-changes", text: "select tenant.save_changes($1) as moves", values: [json] },
  );
  return rows[0]?.moves ?? [];
}

function organisationOfSeat({ visits, calls }: Situation, { party, callId }: Seat): Id | undefined {
  return ("visitId" in party ? visits.get(party.visitId)?.organisationId : undefined) ?? calls.get(callId)?.organisationId;
}

/** When the scheduler must look at a thing next: the soonest deadline that names it. */
export function dueTimes(situation: Situation): ReadonlyMap<Id, number> {
  const due = new Map<Id, number>();
  for (const deadline of deadlinesOf(situation)) {
    const id = subjectOf(deadline);
    due.set(id, Math.min(due.get(id) ?? Number.POSITIVE_INFINITY, deadline.at));
  }
  return due;
}

function subjectOf(deadline: Deadline): Id {
  if ("visitId" in deadline) return deadline.visitId;
  return "seatId" in deadline ? deadline.seatId : deadline.callId;
}

/**
 * Which topics a change concerns, with the keys of what changed in them. A row shows its call and who sits there, so these count too.
 * A visit or a call that begins here has no watcher yet: whoever comes reads it whole.
 */
function topicsOf(was: Situation, next: Situation, visits: readonly Visit[], calls: readonly Call[], seats: readonly Seat[]): { name: string; keys: string[] }[] {
  const keys = new Map<string, Set<string>>();
  const raise = (topic: string, key: string) => {
    const known = keys.get(topic);
    if (known) known.add(key);
    else keys.set(topic, new Set([key]));
  };
  const row = (visit: Visit | undefined) => {
    if (!visit) return;
    raise(`clinic:${visit.clinicId}`, `visit/${visit.id}`);
    if (visit.handover) raise(`clinic:${visit.handover.toClinicId}`, `handover/${visit.id}`);
    raise(`visit:${visit.id}`, "");
  };
  for (const visit of visits) {
    row(visit);
    row(was.visits.get(visit.id));
    for (const callId of [visit.callId, was.visits.get(visit.id)?.callId]) if (callId) raise(`call:${callId}`, "");
  }
  const touched = new Set<Id>([...calls.map((call) => call.id), ...seats.flatMap((seat) => [seat.callId, was.seats.get(seat.id)?.callId ?? seat.callId])]);
  for (const callId of touched) {
    raise(`call:${callId}`, "");
    for (const visit of next.visits.values()) if (visit.callId === callId) row(visit);
  }
  for (const seat of seats) {
    if (seat.party.kind !== "member") continue;
    raise(`person:${seat.party.personId}`, "");
    const clinicId = next.calls.get(seat.callId)?.clinicId;
    if (clinicId) raise(`clinic:${clinicId}`, `member/${seat.party.personId}`);
  }
  for (const id of next.visits.keys()) if (!was.visits.has(id)) keys.delete(`visit:${id}`);
  for (const id of next.calls.keys()) if (!was.calls.has(id)) keys.delete(`call:${id}`);
  return [...keys].map(([name, changed]) => ({ name, keys: [...changed] }));
}

function byId<T extends { id: Id }>(things: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
