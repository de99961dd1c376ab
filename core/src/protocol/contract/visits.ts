import { z } from "zod";
import { readiness } from "../stream.ts";
import type { ActivityLine, CallerView, CallView, ClinicPage, CountsView, IceSettings, MyClinic, PersonView, PublicClinic, SeatView } from "../views.ts";

import { command, commandFor, id, noBody, query, type Seated } from "./endpoint.ts";

const expectation = z.strictObject({ state: z.enum(["waiting", "seen", "held"]), callId: id });

/** Letters of any script; length capped; control, bidirectional-override and zero-width characters are taken out before this. */
const personName = z.string().trim().min(1).max(80);
const note = z.string().max(1000).default("");

export const entryDetails = z.strictObject({
  firstName: personName,
  lastName: z.string().trim().max(80).default(""),
  phone: z.string().trim().min(5).max(40),
  fields: z.record(z.string().max(32), z.string().max(1000)).default({}),
  language: z.string().min(2).max(35),
  interpreter: z.boolean().default(false),
  /** The device does not pass the clinic's check: the person waits to be phoned. */
  phoneMe: z.boolean().default(false),
  /** The person pressed *Continue* under the linked terms and privacy notice. */
  accepted: z.literal(true),
  /** The clinic's own text, word for word as it was shown beside the tick; empty where the clinic has none. */
  consent: z.string().max(4_000).default(""),
  readiness,
});
export type EntryDetails = z.input<typeof entryDetails>;

/** The patient's way, what both sides do, and what staff do with callers and calls. */
export const visitContract = {
  // ── the patient's way ──
  "GET /api/public/clinics/{slug}": query<PublicClinic>("anyone", "What a clinic's start page shows"),
  "POST /api/public/clinics/{slug}/visits": command<typeof entryDetails, { ok: true; visitId: string; callId: string; seatId: string }>(
    "anyone",
    "Enter the waiting area",
    entryDetails,
  ),
  "GET /api/visit": query<CallerView>("caller", "The visit of this browser"),
  "POST /api/visits/{visitId}/leave": command("guest", "Leave of one's own will", noBody),
  "POST /api/visits/{visitId}/language": command(
    "caller",
    "The caller's page speaks another language now",
    z.strictObject({
      language: z
        .string()
        .regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
        .max(35),
    }),
  ),
  "POST /api/visits/{visitId}/consent": command(
    "caller",
    "Whether the caller agrees to the text of the clinic that took over; who does not, leaves",
    z.strictObject({
      clinicId: id,
      agrees: z.boolean(),
      /** The text, word for word as it was shown; empty where somebody does not agree. */
      shown: z.string().max(4_000).default(""),
    }),
  ),
  "GET /api/visits/{visitId}/text-me": query<{ phone: string }>("caller", "The number from the caller's details, to begin with"),
  "POST /api/visits/{visitId}/text-me": commandFor<{ ok: true; expiresAt: number }>()(
    "caller",
    "Text a code to this number; who types it is texted when it is their turn",
    z.strictObject({ phone: z.string().trim().max(40) }),
  ),
  "POST /api/visits/{visitId}/text-me/confirm": command("caller", "The code that was texted", z.strictObject({ code: z.string().trim().max(20) })),
  "POST /api/visits/{visitId}/text-me/stop": command("caller", "No texts any more: the place is kept for the grace time only", noBody),
  "POST /api/visits/{visitId}/device-link": command<typeof noBody, { ok: true; url: string; expiresAt: number }>(
    "caller",
    "A link that moves the visit to another device of the same person",
    noBody,
  ),
  "POST /api/device-links/redeem": command<z.ZodObject<{ token: z.ZodString }, z.core.$strict>, { ok: true; visitId: string; clinicId: string; slug: string }>(
    "anyone",
    "Continue a visit on this device, also by a link that was texted",
    z.strictObject({ token: z.string().max(200) }),
  ),
  "POST /api/visits/forget": command("caller", "This browser is used by someone else: give up the cookie, keep the place", noBody),
  "POST /api/invitations/look": command<z.ZodObject<{ token: z.ZodString }, z.core.$strict>, { clinicName: string; organisationName: string; logoIcon: string }>(
    "anyone",
    "Whose invitation this is; uses nothing up",
    z.strictObject({ token: z.string().max(200) }),
  ),
  "POST /api/invitations/redeem": command<z.ZodObject<{ token: z.ZodString; name: z.ZodString; language: z.ZodString }, z.core.$strict>, Seated>(
    "anyone",
    "Come into a running call by invitation",
    z.strictObject({ token: z.string().max(200), name: personName, language: z.string().max(35) }),
  ),

  // ── both sides ──
  "POST /api/visits/{visitId}/messages": command("callerOrMember", "Write to the caller, or to the clinic", z.strictObject({ text: z.string().trim().min(1).max(2000) })),
  "GET /api/visits/{visitId}/messages": query<{ messages: { id: string; at: number; from: "clinic" | "caller"; text: string; byName: string }[] }>(
    "callerOrMember",
    "Messages of a visit; reading marks them read",
  ),
  "GET /api/calls/{callId}/ice": query<IceSettings>("callerOrMember", "ICE servers for a live seat; relay credentials last two minutes"),
  "POST /api/calls/{callId}/leave": command("callerOrMember", "Leave the call; by the last host the caller is put on hold", noBody),

  // ── staff ──
  "POST /api/clinics/{slug}/share": commandFor<{ ok: true; sends: boolean }>()(
    "member",
    "Send the clinic's link as a text message; `sends` is false where it stays in the outbox",
    z.strictObject({ phone: z.string().trim().max(40), text: z.string().trim().max(1_000) }),
  ),
  "GET /api/me": query<PersonView>("member", "The signed-in person with clinics and rights"),
  "GET /api/clinics": query<{ clinics: (MyClinic & { counts: CountsView })[] }>("member", "My clinics with live counts"),
  "GET /api/clinics/{slug}": query<ClinicPage>("member", "What the waiting area page shows beside its rows"),
  "GET /api/visits/{visitId}/participants": query<{ seats: SeatView[] }>("member", "Who is in the call with a caller, for members of the caller's clinic"),
  "GET /api/visits/{visitId}/activity": query<{ lines: ActivityLine[] }>("member", "Time-ordered log of a visit"),
  "POST /api/visits/{visitId}/join": command<
    z.ZodObject<
      { seatId: z.ZodOptional<z.ZodUUID>; expect: typeof expectation; confirmedUnlock: z.ZodDefault<z.ZodBoolean>; identifiedBy: z.ZodOptional<z.ZodArray<z.ZodString>> },
      z.core.$strict
    >,
    Seated & { call: CallView | null }
  >(
    "member",
    "Sit down with a caller; `call` spares the first look at it, null where it has to be watched",
    z.strictObject({
      seatId: id.optional(),
      expect: expectation,
      confirmedUnlock: z.boolean().default(false),
      /** `name`, `phone` or the id of an entry field: by what the caller was known, where the clinic wants two. */
      identifiedBy: z
        .array(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/))
        .max(10)
        .optional(),
    }),
  ),
  "POST /api/visits/{visitId}/hold": command("member", "Leave the caller alone, on hold", noBody),
  "POST /api/visits/{visitId}/add": command(
    "member",
    "Bring a caller into my call; the confirmation names whom they meet",
    z.strictObject({ callId: id, expect: expectation, confirmedVisitIds: z.array(id).max(20) }),
  ),
  "POST /api/visits/{visitId}/take-out": command("member", "Back to their own room; within ten seconds an undo", noBody),
  "POST /api/visits/{visitId}/transfer": command(
    "member",
    "Hand the caller to another clinic",
    z.strictObject({ toClinicId: id, note, expect: expectation, confirmedClosed: z.boolean().default(false), forced: z.boolean().default(false) }),
  ),
  "POST /api/visits/{visitId}/handover": command<z.ZodObject<{ toClinicId: z.ZodUUID; note: typeof note }, z.core.$strict>, Seated>(
    "member",
    "Ask another clinic to take over in person",
    z.strictObject({ toClinicId: id, note }),
  ),
  "POST /api/visits/{visitId}/handover/join": command<typeof noBody, Seated>("member", "Answer a handover", noBody),
  "POST /api/visits/{visitId}/handover/give": command("member", "Give the caller to whoever answered", noBody),
  "POST /api/visits/{visitId}/handover/end": command("member", "Cancel or decline a handover", noBody),
  "POST /api/visits/{visitId}/end": command("member", "End the visit", noBody),
  "POST /api/visits/{visitId}/remove": command(
    "member",
    "Send the caller away, with a reason",
    z.strictObject({ reason: z.string().trim().min(1).max(300), forced: z.boolean().default(false) }),
  ),
  "POST /api/visits/{visitId}/opened": command("member", "Somebody looks into the row: the clinic's escalation stops", noBody),
  "POST /api/visits/{visitId}/assign": command("member", "Assign to a colleague, or to nobody", z.strictObject({ personId: id.nullable() })),
  "POST /api/visits/{visitId}/order": command("member", "Move in the queue", z.strictObject({ beforeVisitId: id.nullable() })),
  "POST /api/visits/{visitId}/details": command(
    "member",
    "Correct details, write provider notes",
    z.strictObject({
      firstName: personName.optional(),
      lastName: z.string().trim().max(80).optional(),
      phone: z.string().trim().max(40).optional(),
      fields: z.record(z.string().max(32), z.string().max(1000)).optional(),
      providerNotes: z.string().max(4000).optional(),
    }),
  ),
  "POST /api/visits/{visitId}/recall": command("member", "Text an offline caller a way back, or ring a page that is hidden", noBody),
  "POST /api/visits/{visitId}/cancel-place": command("member", "Give an offline caller's place up", noBody),
  "POST /api/calls": command<
    z.ZodObject<
      { clinicId: z.ZodUUID; visits: z.ZodDefault<z.ZodArray<z.ZodObject<{ visitId: z.ZodUUID; expect: typeof expectation }, z.core.$strict>>>; group: z.ZodDefault<z.ZodBoolean> },
      z.core.$strict
    >,
    Seated
  >(
    "member",
    "A new call, empty or with ticked callers",
    z.strictObject({
      clinicId: id,
      visits: z
        .array(z.strictObject({ visitId: id, expect: expectation }))
        .max(20)
        .default([]),
      group: z.boolean().default(false),
    }),
  ),
  "POST /api/calls/{callId}/end": command("member", "End the call for all", noBody),
  "POST /api/calls/{callId}/lock": command("member", "Lock or unlock the call", z.strictObject({ locked: z.boolean() })),
  "POST /api/calls/{callId}/group": command("member", "Continue as a group call", noBody),
  "POST /api/calls/{callId}/invitations": command<z.ZodObject<{ visitId: z.ZodNullable<z.ZodUUID> }, z.core.$strict>, { ok: true; id: string; url: string; expiresAt: number }>(
    "member",
    "A link into this running call, for one person",
    z.strictObject({ visitId: id.nullable() }),
  ),
  "POST /api/invitations/{invitationId}/revoke": command("member", "Make an invitation worthless", noBody),
  "POST /api/seats/hold": command("member", "Put guests of my call aside, or back", z.strictObject({ callId: id, seatIds: z.array(id).min(1).max(20), held: z.boolean() })),
  "POST /api/seats/{seatId}/accept": command("member", "Let a knocking guest in", noBody),
  "POST /api/seats/{seatId}/decline": command("member", "Refuse a knocking guest", noBody),
  "POST /api/seats/{seatId}/disconnect": command("member", "Take a guest out of the call", noBody),
  "POST /api/seats/{seatId}/mute": command("member", "Mute somebody; never unmute", noBody),
} as const;
