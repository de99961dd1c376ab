import type { CallView } from "@anteroom/core/protocol";
import type { Call, Id, Visit } from "@anteroom/core/visit";
import type { Clinic, Directory } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import type { DetailStore } from "../visits/index.ts";
import { liveSeats, seatViews } from "./people-in-calls.ts";

/** Who looks: a seat, and for a member the clinics whose visits they may know. */
export type SeatViewer = { seatId: Id; isHost: boolean; maySeeVisitOf: (clinicId: Id) => boolean };

/** A call as somebody with a seat in it sees it; who knocks or is held sees only their own seat. Null without a live seat there. */
export async function callView(transaction: Transaction, deps: { directory: Directory; details: DetailStore }, callId: Id, viewer: SeatViewer): Promise<CallView | null> {
  const { rows } = await transaction.query<{ body: Call }>({ name: "calls", text: "select body from tenant.call where id = any($1)", values: [[callId]] });
  const call = rows[0]?.body;
  const clinic = call && (await deps.directory.clinic(call.clinicId));
  if (!call || !clinic) return null;
  const all = await liveSeats(transaction, [callId]);
  const own = all.find(({ body }) => body.id === viewer.seatId);
  if (!own) return null;
  const visits = new Map(
    (await transaction.query<{ body: Visit }>({ name: "visits-by-call", text: "select body from tenant.visit where call_id = $1 and is_open", values: [callId] })).rows.map(
      ({ body }) => [body.id, body],
    ),
  );
  // A guest sees those who are in; only hosts see who knocks and who is put aside.
  const shown = own.body.state !== "in" ? [own] : all.filter(({ body }) => viewer.isHost || body.state === "in");
  const seats = await seatViews(transaction, deps, shown, (visitId) => viewer.isHost && viewer.maySeeVisitOf(visits.get(visitId)?.clinicId ?? ""));
  const hosts = all.filter(({ body }) => body.party.kind === "member" && body.state === "in");
  const guestsIn = all.filter(({ body }) => body.party.kind !== "member" && body.state === "in");
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
    relayOnly: await strictestRelay(deps.directory, clinic, [...visits.values()]),
    openedAt: call.openedAt,
    talkingSince: hosts.length && guestsIn.length ? Math.max(Math.min(...hosts.map(({ body }) => body.since)), Math.min(...guestsIn.map(({ body }) => body.since))) : null,
    you: viewer.seatId,
    seats,
    closed: call.closedAt !== null,
    invitations: viewer.isHost ? await invitations(transaction, [...visits.keys()]) : [],
  };
}

/** The strictest settings of all clinics inside hold. */
export async function strictestRelay(directory: Directory, clinic: Clinic, visits: readonly Visit[]): Promise<boolean> {
  const others = await Promise.all(visits.map((visit) => directory.clinic(visit.clinicId)));
  return [clinic, ...others].some((each) => each?.settings.relayOnly);
}

async function invitations(transaction: Transaction, visitIds: readonly Id[]): Promise<CallView["invitations"]> {
  const { rows } = await transaction.query<{ id: Id; created_at: number; expires_at: number; used_at: number | null }>(
    "select id, created_at, expires_at, used_at from tenant.invitation where visit_id = any($1) and revoked_at is null order by id",
    [visitIds],
  );
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at, expiresAt: row.expires_at, used: row.used_at !== null }));
}
