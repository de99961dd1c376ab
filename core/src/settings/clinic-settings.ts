import { z } from "zod";
import { waitingItem } from "./waiting-content.ts";

const languageTag = z
  .string()
  .regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
  .max(35);
/** Text in several languages, keyed by BCP 47 tag; what is missing falls back to the clinic's main language. */
export const localizedText = z.record(languageTag, z.string().max(4000));
export type LocalizedText = z.infer<typeof localizedText>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Opening spans of one weekday, in the clinic's time zone; breaks are the gaps between spans. */
const openingSpan = z.strictObject({ from: timeOfDay, to: timeOfDay });
/** Index 0 is Monday (ISO 8601). */
export const weeklyHours = z.array(z.array(openingSpan).max(6)).length(7);
export type WeeklyHours = z.infer<typeof weeklyHours>;

/** A day that is not like its weekday. Without spans the clinic is closed. `yearly`: month and day come again each year. */
export const specialDay = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  yearly: z.boolean().default(false),
  name: z.string().max(80).default(""),
  spans: z.array(openingSpan).max(6).default([]),
});
export type SpecialDay = z.infer<typeof specialDay>;

/** Pieces that the waiting room can play; each device makes them itself, so they need no licence. */
export const musicTracks = ["morning", "river", "rain", "meadow", "evening", "sea"] as const;
/** `own`: the piece that the clinic uploaded. */
export const waitingMusic = z.enum([...musicTracks, "own", "off"]);

/** Said to a caller who has waited so long. */
export const waitingMessage = z.strictObject({ afterMinutes: z.number().int().min(1).max(480), text: localizedText });
export type WaitingMessage = z.infer<typeof waitingMessage>;

export const entryField = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  kind: z.enum(["text", "number", "date", "choice", "choices", "yesNo", "phone", "email", "clinician", "hidden"]),
  label: localizedText,
  help: localizedText.default({}),
  required: z.boolean().default(false),
  audience: z.enum(["caller", "provider"]).default("caller"),
  options: z
    .array(z.strictObject({ value: z.string().max(100), label: localizedText }))
    .max(50)
    .default([]),
  shownAsColumn: z.boolean().default(true),
});
export type EntryField = z.infer<typeof entryField>;

export const checkPolicy = z.enum(["off", "warn", "permissive", "restricted", "strict"]);
export type CheckPolicy = z.infer<typeof checkPolicy>;

export const videoQualities = ["low", "balanced", "sharp"] as const;
export type VideoQuality = (typeof videoQualities)[number];

/** Who may use a tool of the call. `hosts`: guests see what hosts do with it. */
export const toolAccess = z.enum(["everyone", "hosts", "nobody"]);
export type ToolAccess = z.infer<typeof toolAccess>;

/** Drawings that a clinic may choose as its logo. */
export const logoIcons = ["arch", "stethoscope", "heart", "kidney", "bone", "brain", "child", "siren"] as const;

/** What becomes of a caller who put the phone down and can be texted: the place is lost, kept until staff call back, or the next one is texted as well. */
export const offlineQueues = ["off", "recall", "textNext"] as const;

/** Every setting of a clinic with its default. A clinic stores only what differs from what it inherited. */
export const clinicSettings = z.strictObject({
  mainLanguage: z.string().default("en"),
  /** Languages that callers may choose; empty means all that the product speaks. */
  languages: z.array(z.string().max(35)).max(40).default([]),
  /** What goes with the link in an e-mail or a text; `{clinic}` and `{link}` stand for these. Empty: the product's words. */
  shareText: localizedText.default({}),
  /** Web sites, as `https://host`, whose pages may show the clinic's in a frame. */
  embedOrigins: z.array(z.string().max(300)).max(20).default([]),
  timeZone: z.string().default("UTC"),
  waitingAreaOn: z.boolean().default(true),
  switchedOffText: localizedText.default({}),
  /** Empty means always open. */
  hours: weeklyHours.nullable().default(null),
  specialDays: z.array(specialDay).max(120).default([]),
  closedText: localizedText.default({}),
  supportPhone: z.string().max(40).default(""),
  supportEmail: z.string().max(254).default(""),
  privacyUrl: z.string().max(500).default(""),
  termsUrl: z.string().max(500).default(""),
  /** Offered when a visit has ended: how it was, and where to go on. */
  surveyUrl: z.string().max(500).default(""),
  onwardUrl: z.string().max(500).default(""),
  troubleshootingUrl: z.string().max(500).default(""),
  supportMessage: z.string().max(500).default(""),
  /** Empty: the product's own colours. */
  primaryColour: z.string().default(""),
  secondaryColour: z.string().default(""),
  background: z.string().default(""),
  /** How large one's own picture is when a call begins. */
  ownPictureSize: z.enum(["small", "medium", "large"]).default("medium"),
  /** A stored image; empty: `logoIcon`. */
  logo: z
    .string()
    .regex(/^$|^[0-9a-f]{64}$/)
    .default(""),
  logoIcon: z.enum(logoIcons).default("arch"),
  importantInformation: localizedText.default({}),
  waitingText: localizedText.default({}),
  /** Pictures and a video for each language, in the order in which they stand there. */
  waitingContent: z.record(languageTag, z.array(waitingItem).max(50)).default({}),
  waitingMessages: z.array(waitingMessage).max(10).default([]),
  /** What staff say to everybody with one press when the clinic runs late. Empty: the product's words. */
  lateText: localizedText.default({}),
  /** What plays first; callers may choose another. */
  music: waitingMusic.default("morning"),
  /** One that was uploaded for this clinic. */
  ownMusic: z
    .strictObject({ id: z.uuid(), title: z.string().max(100) })
    .nullable()
    .default(null),
  entryFields: z.array(entryField).max(30).default([]),
  lastNameRequired: z.boolean().default(true),
  previewWhileTyping: z.boolean().default(true),
  /** Whether the waiting room has a switch for the microphone; in the call everybody has one. */
  muteWhileWaiting: z.boolean().default(true),
  checkPolicy: checkPolicy.default("warn"),
  relayOnly: z.boolean().default(false),
  /** The picture that is sent by whoever has not chosen one for themselves. */
  videoQuality: z.enum(videoQualities).default("sharp"),
  confirmCallEntry: z.boolean().default(false),
  /** Whoever joins a waiting caller says first by which two things they know that it is them. */
  identifierCheck: z.boolean().default(false),
  showPosition: z.boolean().default(true),
  showEstimate: z.boolean().default(true),
  callLock: z.boolean().default(true),
  twoWayMessages: z.boolean().default(true),
  /** Tools of the call. */
  chat: toolAccess.default("everyone"),
  screenShare: toolAccess.default("everyone"),
  /** Whether hosts may bring others in by a link. */
  invitations: z.boolean().default(true),
  /** What a caller agrees to before they are in the queue. */
  consentText: localizedText.default({}),
  /** What a visit is called in lists and reports of the organisation. */
  consultationName: z.string().trim().max(80).default(""),
  specialty: z.string().trim().max(80).default(""),
  tags: z.array(z.string().trim().max(40)).max(20).default([]),
  offlineQueue: z.enum(offlineQueues).default("off"),
  /** Whether somebody is alerted when nobody opens the row of a caller who waits. */
  escalationOn: z.boolean().default(false),
  /** From the arrival to the first alert, and from each to the next. */
  escalationMinutes: z.number().int().min(1).max(120).default(10),
  /** Members of the clinic, in the order in which they are alerted. */
  escalationPeople: z.array(z.uuid()).max(10).default([]),
  /** Texted after them; empty: nobody. */
  escalationPhone: z.string().trim().max(40).default(""),
  /** Milliseconds a place and seat are kept after the page was lost; a clinic may lengthen it, never shorten it. */
  graceMs: z.number().int().min(120_000).max(3_600_000).default(120_000),
  /** Milliseconds after the end of a visit until its details are destroyed; an hour at the latest. */
  purgeAfterMs: z.number().int().min(60_000).max(3_600_000).default(3_600_000),
});
export type ClinicSettings = z.infer<typeof clinicSettings>;

/** The settings in force: the inherited ones with this clinic's differences on top. Throws on a stored value that no schema allows. */
export function settingsInForce(...layers: readonly Partial<ClinicSettings>[]): ClinicSettings {
  return clinicSettings.parse(Object.assign({}, ...layers));
}
