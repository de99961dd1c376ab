import { type CallRules, strictestOf, toolsOf } from "@anteroom/core/call";
import type { CallView } from "@anteroom/core/protocol";
import type { Call, Id, Seat, Situation, Visit } from "@anteroom/core/visit";
import type { Clinic, Directory } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import type { DetailStore } from "../visits/index.ts";
import { type SeatRow, seatViews } from "./people-in-calls.ts";

/** Who looks: a guest by their seat, a member by who they are, with the clinics whose visits they may know. */
export type CallViewer = { seatId: Id } | { personId: Id; maySeeVisitOf: (clinicId: Id) => boolean };
type Deps = { directory: Directory; details: DetailStore };
type CallSlice = { call: Call; seats: readonly SeatRow[]; visits: readonly Visit[] };

/** A call as somebody with a seat in it sees it; who knocks or is held sees only their own seat. Null without a live seat there. */
export async function callView(transaction: Transaction, deps: Deps, callId: Id, viewer: CallViewer): Promise<CallView | null> {
  const slice = await readSlice(transaction, callId);
  return slice && describe(transaction, deps, slice, viewer);
}

/**
 * The same of a situation that is about to be written, so that whoever sits down need not ask. Null when the names of
 * invited guests would be needed, which no situation holds.
 */
export async function callViewOf(transaction: Transaction, deps: Deps, next: Situation, callId: Id, viewer: CallViewer): Promise<CallView | null> {
  const call = next.calls.get(callId);
  const seats = [...next.seats.values()].filter((seat) => seat.callId === callId && seat.state !== "left");
  if (!call || seats.some(({ party }) => party.kind !== "member" && party.kind !== "caller")) return null;
  const visits = [...next.visits.values()].filter((visit) => visit.callId === callId && visit.status.state !== "ended");
  return describe(transaction, deps, { call, seats: seats.map((body) => ({ body, sealed_name: null })), visits }, viewer);
}

async function describe(transaction: Transaction, deps: Deps, { call, seats: all, visits }: CallSlice, viewer: CallViewer): Promise<CallView | null> {
  const clinic = await deps.directory.clinic(call.clinicId);
  const own = all.find(({ body }) => ("seatId" in viewer ? body.id === viewer.seatId : body.party.kind === "member" && body.party.personId === viewer.personId));
  if (!clinic || !own) return null;
  const isHost = "personId" in viewer;
  const clinicOf = new Map(visits.map((visit) => [visit.id, visit.clinicId]));
  // A guest sees those who are in; only hosts see who knocks and who is put aside.
  const shown = own.body.state !== "in" ? [own] : all.filter(({ body }) => isHost || body.state === "in");
  const [seats, open] = await Promise.all([
    seatViews(transaction, deps, shown, {
      clinicId: call.clinicId,
      visitIds: [...clinicOf.keys()],
      as: isHost ? "clinic" : { guestOf: "visitId" in own.body.party ? own.body.party.visitId : null },
      mayKnowVisit: (visitId) => isHost && viewer.maySeeVisitOf(clinicOf.get(visitId) ?? ""),
    }),
    isHost ? invitations(transaction, [...clinicOf.keys()]) : [],
  ]);
  const rules = await rulesInCall(deps.directory, clinic, visits);
  return {
    id: call.id,
    clinicId: call.clinicId,
    clinicName: clinic.name,
    kind: call.kind,
    capacity: call.capacity,
    route: call.route,
    epoch: call.epoch,
    locked: call.lock !== null,
    lockOffered: clinic.settings.callLock,
    ownPictureSize: clinic.settings.ownPictureSize,
    relayOnly: rules.relayOnly,
    tools: toolsOf(rules),
    videoQuality: clinic.settings.videoQuality,
    openedAt: call.openedAt,
    talkingSince: talkingSince(all.map(({ body }) => body)),
    you: own.body.id,
    seats,
    closed: call.closedAt !== null,
    invitations: open,
  };
}

function talkingSince(seats: readonly Seat[]): number | null {
  const inside = seats.filter(({ state }) => state === "in");
  const hosts = inside.filter(({ party }) => party.kind === "member").map(({ since }) => since);
  const guests = inside.filter(({ party }) => party.kind !== "member").map(({ since }) => since);
  return hosts.length && guests.length ? Math.max(Math.min(...hosts), Math.min(...guests)) : null;
}

/** In one question: a picture waits for the answer. */
async function readSlice(transaction: Transaction, callId: Id): Promise<CallSlice | null> {
  const { rows } = await transaction.query<{ call: Call; seats: { body: Seat; sealed: string | null }[] | null; visits: Visit[] | null }>({
    name: "call-slice",
    text: `select c.body as call,
        (select jsonb_agg(jsonb_build_object('body', s.body, 'sealed', encode(s.sealed_name, 'base64')) order by s.id) from tenant.seat s where s.is_live and s.call_id = c.id) as seats,
        (select jsonb_agg(v.body) from tenant.visit v where v.is_open and v.call_id = c.id) as visits
      from tenant.call c where c.id = $1`,
    values: [callId],
  });
  const [row] = rows;
  return row
    ? {
        call: row.call,
        seats: (row.seats ?? []).map(({ body, sealed }) => ({ body, sealed_name: sealed === null ? null : Buffer.from(sealed, "base64") })),
        visits: row.visits ?? [],
      }
    : null;
}

/** Of the clinic whose call it is, and of that of every visit inside. */
export async function rulesInCall(directory: Directory, clinic: Clinic, visits: readonly Visit[]): Promise<CallRules> {
  const others = await Promise.all(visits.map((visit) => directory.clinic(visit.clinicId)));
  return strictestOf([clinic.settings, ...others.flatMap((each) => each?.settings ?? [])]);
}

async function invitations(transaction: Transaction, visitIds: readonly Id[]): Promise<CallView["invitations"]> {
  if (!visitIds.length) return [];
  const { rows } = await transaction.query<{ id: Id; created_at: number; expires_at: number; used_at: number | null }>({
    name: "invitations-of-visits",
    text: "select id, created_at, expires_at, used_at from tenant.invitation where visit_id = any($1) and revoked_at is null order by id",
    values: [visitIds],
  });
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at, expiresAt: row.expires_at, used: row.used_at !== null }));
}
