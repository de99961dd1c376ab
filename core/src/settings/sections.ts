import { z } from "zod";
import { textNumber } from "../typed/index.ts";
import { type ClinicSettings, clinicSettings } from "./clinic-settings.ts";
import { lookFaults } from "./look.ts";
import { isDate } from "./special-days.ts";
import { wrongWaitingContent } from "./waiting-content.ts";

/** What is saved together, with one version (docs/decisions/0011); a page of the settings shows one or several. */
export const settingsSections = {
  "waiting-area": ["waitingAreaOn", "showPosition", "showEstimate", "confirmCallEntry", "identifierCheck", "callLock", "twoWayMessages"],
  hours: ["timeZone", "hours", "specialDays"],
  times: ["graceMs", "purgeAfterMs"],
  offline: ["offlineQueue"],
  escalation: ["escalationOn", "escalationMinutes", "escalationPeople", "escalationPhone"],
  "entry-fields": ["entryFields"],
  "important-information": ["importantInformation"],
  "closed-texts": ["closedText", "switchedOffText"],
  "waiting-text": ["waitingText"],
  "waiting-content": ["waitingContent"],
  "waiting-messages": ["waitingMessages"],
  "late-text": ["lateText"],
  music: ["music"],
  support: ["supportPhone", "supportEmail", "supportMessage"],
  joining: ["lastNameRequired", "previewWhileTyping", "muteWhileWaiting"],
  quality: ["checkPolicy", "videoQuality", "relayOnly"],
  links: ["privacyUrl", "termsUrl", "troubleshootingUrl"],
  tools: ["chat", "screenShare", "invitations"],
  consent: ["consentText"],
  "after-visit": ["surveyUrl", "onwardUrl"],
  languages: ["mainLanguage", "languages"],
  reporting: ["consultationName", "specialty", "tags"],
  "share-text": ["shareText"],
  embed: ["embedOrigins"],
  logo: ["logo", "logoIcon"],
  interface: ["primaryColour", "secondaryColour", "background", "ownPictureSize"],
} as const satisfies Record<string, readonly (keyof ClinicSettings)[]>;

export type SettingsSectionId = keyof typeof settingsSections;
/** Where a value comes from: changed for this clinic, copied from its organisation at creation, or the product's own. */
export type SettingOrigin = "clinic" | "organisation" | "product";
export type SettingFault = { path: string; message: string };

export function isSettingsSection(text: string): text is SettingsSectionId {
  return Object.hasOwn(settingsSections, text);
}

/** What a save may set of a section, or what is wrong with it; `next` is the whole as it would be in force. */
export function faultsOfSection(section: SettingsSectionId, changes: Record<string, unknown>, inForce: ClinicSettings): { next: ClinicSettings } | { faults: SettingFault[] } {
  const keys: readonly string[] = settingsSections[section];
  const unknown = Object.keys(changes).filter((name) => !keys.includes(name));
  if (unknown.length) return { faults: unknown.map((path) => ({ path, message: "Unknown field." })) };
  const parsed = clinicSettings.safeParse({ ...inForce, ...changes });
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: sentenceOf(issue) })) };
  const faults = [
    ...wrongLanguage(parsed.data),
    ...wrongHours(parsed.data),
    ...wrongDays(parsed.data),
    ...wrongMessages(parsed.data),
    ...wrongWaitingContent(parsed.data.waitingContent),
    ...wrongMusic(parsed.data),
    ...wrongZone(parsed.data),
    ...wrongFields(parsed.data),
    ...wrongAddresses(parsed.data),
    ...wrongSharing(parsed.data),
    ...wrongEscalation(parsed.data),
    ...wrongTags(parsed.data),
    ...lookFaults(parsed.data).map(({ path, message }) => ({ path, message })),
  ];
  const mine = faults.filter(({ path }) => keys.includes(path.split(".")[0] ?? ""));
  return mine.length ? { faults: mine } : { next: parsed.data };
}

function wrongEscalation({ escalationOn, escalationPeople, escalationPhone }: ClinicSettings): SettingFault[] {
  const faults: SettingFault[] = [];
  if (escalationPhone && !textNumber(escalationPhone)) faults.push({ path: "escalationPhone", message: "Write the number with its country’s code, such as +61 412 555 010." });
  if (new Set(escalationPeople).size < escalationPeople.length) faults.push({ path: "escalationPeople", message: "Somebody is there twice." });
  if (escalationOn && escalationPeople.length === 0 && !escalationPhone) faults.push({ path: "escalationPeople", message: "Choose somebody to alert, or write a phone number." });
  return faults;
}

function wrongTags({ tags }: ClinicSettings): SettingFault[] {
  return tags.flatMap((tag, at) => {
    if (!tag || tag.includes(",")) return [{ path: `tags.${at}`, message: "A tag is a word or two, without a comma." }];
    return tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === at ? [] : [{ path: `tags.${at}`, message: `"${tag}" is there twice.` }];
  });
}

type Span = { from: string; to: string };

function wrongHours({ hours }: ClinicSettings): SettingFault[] {
  return (hours ?? []).flatMap((spans, day) => wrongSpans(spans, `hours.${day}`));
}

function wrongSpans(spans: readonly Span[], where: string): SettingFault[] {
  const sorted = spans.map((span, at) => ({ ...span, at })).sort((a, b) => a.from.localeCompare(b.from));
  return sorted.flatMap(({ from, to, at }, place) => {
    const path = `${where}.${at}`;
    if (to <= from) return [{ path, message: `These hours end (${to}) before they begin (${from}).` }];
    const before = sorted[place - 1];
    return before && before.to > from ? [{ path, message: `These hours overlap with ${before.from} to ${before.to}.` }] : [];
  });
}

function wrongDays({ specialDays }: ClinicSettings): SettingFault[] {
  return specialDays.flatMap(({ date, spans }, at) => {
    const path = `specialDays.${at}`;
    if (!isDate(date)) return [{ path, message: `${date} is no day of the calendar.` }];
    if (specialDays.findIndex((other) => other.date === date) !== at) return [{ path, message: `${date} is there twice.` }];
    return wrongSpans(spans, `${path}.spans`);
  });
}

function wrongMusic({ music, ownMusic }: ClinicSettings): SettingFault[] {
  return music === "own" && ownMusic === null ? [{ path: "music", message: "Upload a piece of your own first." }] : [];
}

function wrongMessages({ waitingMessages }: ClinicSettings): SettingFault[] {
  return waitingMessages.flatMap(({ afterMinutes, text }, at) => {
    const path = `waitingMessages.${at}`;
    if (!Object.values(text).some((words) => words.trim())) return [{ path, message: `Write what shall be said after ${afterMinutes} minutes.` }];
    return waitingMessages.findIndex((other) => other.afterMinutes === afterMinutes) === at ? [] : [{ path, message: `There are two messages after ${afterMinutes} minutes.` }];
  });
}

function wrongLanguage({ mainLanguage, languages }: ClinicSettings): SettingFault[] {
  if (languages.length && !languages.includes(mainLanguage)) return [{ path: "languages", message: "The main language must be one of those that callers may choose." }];
  return /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(mainLanguage) && mainLanguage.length <= 35
    ? []
    : [{ path: "mainLanguage", message: "This is no language; one is en, for example." }];
}

function wrongZone({ timeZone }: ClinicSettings): SettingFault[] {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return [];
  } catch {
    return [{ path: "timeZone", message: `"${timeZone}" is no time zone; one is Europe/Berlin, for example.` }];
  }
}

function wrongFields({ entryFields, mainLanguage }: ClinicSettings): SettingFault[] {
  return entryFields.flatMap((field, at) => {
    const path = `entryFields.${at}`;
    if (entryFields.findIndex(({ id }) => id === field.id) !== at) return [{ path, message: "Two fields have the same id." }];
    if (field.kind !== "hidden" && !Object.values(field.label).some((text) => text.trim()))
      return [{ path, message: `Write what this field asks for, in ${mainLanguage} at least.` }];
    // Nobody could fill it in: whoever comes without it in the link would be shut out.
    if (field.kind === "hidden" && field.required) return [{ path, message: "A hidden field cannot be needed: callers do not see it." }];
    if ((field.kind === "choice" || field.kind === "choices") && field.options.length === 0) return [{ path, message: "Add what can be chosen." }];
    if (field.options.some(({ label }) => !Object.values(label).some((text) => text.trim()))) return [{ path, message: "Write what each option is called." }];
    if (new Set(field.options.map(({ value }) => value)).size < field.options.length) return [{ path, message: "Two options have the same value." }];
    // They stand in one line of an answer, and are parted by line breaks there.
    if (field.options.some(({ value }) => !value.trim() || /[\r\n]/.test(value))) return [{ path, message: "The value of an option is a line of text." }];
    return [];
  });
}

function wrongAddresses(settings: ClinicSettings): SettingFault[] {
  const web = (["privacyUrl", "termsUrl", "troubleshootingUrl", "surveyUrl", "onwardUrl"] as const).flatMap((path) =>
    settings[path] === "" || z.url({ protocol: /^https?$/ }).safeParse(settings[path]).success
      ? []
      : [{ path, message: "This must be a whole address, such as https://example.org/privacy." }],
  );
  const mail = settings.supportEmail === "" || z.email().safeParse(settings.supportEmail).success ? [] : [{ path: "supportEmail", message: "This is no e-mail address." }];
  return [...web, ...mail];
}

function wrongSharing({ shareText, embedOrigins }: ClinicSettings): SettingFault[] {
  const texts = Object.values(shareText).some((text) => text.trim() && !text.includes("{link}"))
    ? [{ path: "shareText", message: "Write {link} where the link shall stand; without it nobody finds the clinic." }]
    : [];
  return [
    ...texts,
    ...embedOrigins.flatMap((origin, at) =>
      isOrigin(origin) ? [] : [{ path: `embedOrigins.${at}`, message: `"${origin}" must be a web site without a path, such as https://www.example.org.` }],
    ),
  ];
}

/** A site as browsers compare it; plain http only where nobody can listen in. */
function isOrigin(text: string): boolean {
  return /^(https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}|https?:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/.test(text);
}

/** What a schema finds wrong, as a person would say it. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  const field = String(issue.path.at(-1) ?? "");
  if (field === "from" || field === "to") return "Write a time such as 09:00.";
  if (field === "date") return "Choose a day.";
  switch (issue.code) {
    case "too_big":
      if (issue.origin === "string") return `Write at most ${issue.maximum} characters.`;
      return issue.origin === "array" ? `There can be at most ${issue.maximum} of these.` : `Choose a number of at most ${issue.maximum}.`;
    case "too_small":
      return issue.origin === "number" ? `Choose a number of at least ${issue.minimum}.` : "Something is missing here.";
    case "invalid_type":
      return "Something is missing here.";
    case "invalid_key":
      return `"${field}" is no language; one is en, for example.`;
    case "unrecognized_keys":
      return `Unknown: ${issue.keys.join(", ")}.`;
    default:
      return "This cannot be chosen here.";
  }
}
