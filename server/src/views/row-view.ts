import type { HandoverView, Readiness, RowView } from "@anteroom/core/protocol";
import { consentTexts } from "@anteroom/core/settings";
import { type Call, type Id, owesConsent, type Stay, type Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { type DetailStore, unsealText } from "../visits/index.ts";
import { hostsOf, liveSeats, presenceView } from "./people-in-calls.ts";

const NOTHING_KNOWN: Readiness = { camera: "unknown", microphone: "unknown", canCall: true, kbitPerSecond: null };

/** Rows of these visits as members of their clinic see them; a visit that left the clinic or is purged is missing. */
export async function rowViews(
  transaction: Transaction,
  { directory, details }: { directory: Directory; details: DetailStore },
  clinicId: Id,
  visitIds: readonly Id[] | "all",
): Promise<Record<string, RowView>> {
  const { rows: visits } = await transaction.query<{ body: Visit }>(
    visitIds === "all"
      ? { name: "clinic-visits", text: "select body from tenant.visit where clinic_id = $1 and (is_open or due_at is not null)", values: [clinicId] }
      : { name: "some-visits", text: "select body from tenant.visit where clinic_id = $1 and id = any($2) and (is_open or due_at is not null)", values: [clinicId, visitIds] },
  );
  const ids = visits.map(({ body }) => body.id);
  const callIds = [...new Set(visits.map(({ body }) => body.callId))];
  const opened = await details.read(transaction, ids);
  const seats = await liveSeats(transaction, callIds);
  const calls = new Map(
    (await transaction.query<{ body: Call }>({ name: "calls", text: "select body from tenant.call where id = any($1)", values: [callIds] })).rows.map(({ body }) => [
      body.id,
      body,
    ]),
  );
  const stays = new Map(
    (
      await transaction.query<{ body: Stay }>({
        name: "latest-stays",
        text: "select distinct on (visit_id) body from tenant.stay where visit_id = any($1) order by visit_id, id desc",
        values: [ids],
      })
    ).rows.map(({ body }) => [body.visitId, body]),
  );
  const counts = new Map(
    (
      await transaction.query<{ visit_id: Id; unread: number; sent: number }>({
        name: "message-counts",
        text: "select visit_id, count(*) filter (where not from_clinic and not is_read)::int as unread, count(*) filter (where from_clinic)::int as sent from tenant.message where visit_id = any($1) group by visit_id",
        values: [ids],
      })
    ).rows.map((row) => [row.visit_id, row]),
  );
  const people = seats.flatMap(({ body }) => (body.party.kind === "member" ? [body.party.personId] : []));
  for (const { body } of visits) for (const id of [body.assigneeId, body.handover?.byId]) if (id) people.push(id);
  for (const { began } of stays.values()) if (began.how === "transferred") people.push(began.byId);
  const names = await directory.names(people);

  const clinic = await directory.clinic(clinicId);
  const escalation = clinic?.settings.escalationPeople ?? [];
  const asksConsent = clinic !== null && consentTexts(clinic.settings).length > 0;

  const views: Record<string, RowView> = {};
  for (const { body: visit } of visits) {
    const detail = opened.get(visit.id);
    const began = stays.get(visit.id)?.began;
    const { status, presence } = visit;
    views[`visit/${visit.id}`] = {
      id: visit.id,
      firstName: detail?.firstName ?? "",
      lastName: detail?.lastName ?? "",
      sameNameNumber: detail?.sameNameNumber ?? 1,
      phone: detail?.phone ?? "",
      fields: detail?.fields ?? {},
      providerNotes: detail?.providerNotes ?? "",
      language: detail?.language ?? "en",
      interpreter: detail?.interpreter ?? false,
      phoneMe: detail?.phoneMe ?? false,
      state: status.state,
      since: status.since,
      enteredAt: visit.enteredAt,
      orderKey: visit.orderKey,
      presence: presenceView(presence),
      presenceSince: presence.state === "here" ? visit.enteredAt : presence.since,
      recallEndsAt: presence.state === "offline" ? presence.recallEndsAt : null,
      opened: visit.openedAt !== null,
      owesConsent: status.state !== "ended" && owesConsent(visit, { asksConsent }),
      escalatedTo: status.state === "waiting" && visit.openedAt === null ? (escalation[(visit.escalated?.steps ?? 0) - 1] ?? null) : null,
      readiness: detail?.readiness ?? NOTHING_KNOWN,
      callId: visit.callId,
      with: hostsOf(seats, visit).map((personId) => ({ personId, name: names.get(personId) ?? "" })),
      locked: calls.get(visit.callId)?.lock != null,
      assignee: visit.assigneeId ? { personId: visit.assigneeId, name: names.get(visit.assigneeId) ?? "" } : null,
      unread: counts.get(visit.id)?.unread ?? 0,
      messagesSent: counts.get(visit.id)?.sent ?? 0,
      transferredFrom:
        began?.how === "transferred"
          ? {
              clinicName: (await directory.clinic(began.fromClinicId))?.name ?? "",
              byName: names.get(began.byId) ?? "",
              note: unsealText(detail?.key, began.note),
              at: stays.get(visit.id)?.from ?? 0,
            }
          : null,
      handover: visit.handover
        ? {
            toClinicName: (await directory.clinic(visit.handover.toClinicId))?.name ?? "",
            byId: visit.handover.byId,
            byName: names.get(visit.handover.byId) ?? "",
            callId: visit.handover.callId,
          }
        : null,
      endReason: status.state === "ended" ? status.reason : null,
      added: visit.callId !== visit.ownCallId,
      undoUntil: visit.undo?.until ?? null,
    };
  }
  return views;
}

/** What the target of a handover sees: who asks, from where, the note, and nothing of the caller. */
export async function handoverViews(
  transaction: Transaction,
  { directory, details }: { directory: Directory; details: DetailStore },
  clinicId: Id,
): Promise<Record<string, HandoverView>> {
  const { rows } = await transaction.query<{ body: Visit }>({
    name: "handovers-to",
    text: "select body from tenant.visit where handover_clinic_id = $1 and is_open",
    values: [clinicId],
  });
  const opened = await details.read(
    transaction,
    rows.map(({ body }) => body.id),
  );
  const names = await directory.names(rows.flatMap(({ body }) => (body.handover ? [body.handover.byId] : [])));
  const views: Record<string, HandoverView> = {};
  for (const { body: visit } of rows) {
    if (!visit.handover) continue;
    views[`handover/${visit.id}`] = {
      visitId: visit.id,
      fromClinicName: (await directory.clinic(visit.clinicId))?.name ?? "",
      byName: names.get(visit.handover.byId) ?? "",
      note: unsealText(opened.get(visit.id)?.key, visit.handover.note),
      since: visit.handover.since,
    };
  }
  return views;
}
