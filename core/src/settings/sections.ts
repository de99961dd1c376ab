import { type ClinicSettings, clinicSettings } from "./clinic-settings.ts";
import { brokenRules } from "./clinic-rules.ts";
import { faultAt, type Fault } from "../faults/index.ts";
import { faultOfIssue } from "./faults.ts";

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
  music: ["music", "ownMusic"],
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

export function isSettingsSection(text: string): text is SettingsSectionId {
  return Object.hasOwn(settingsSections, text);
}

/** What a save may set of a section, or what is wrong with it; `next` is the whole as it would be in force. */
export function faultsOfSection(section: SettingsSectionId, changes: Record<string, unknown>, inForce: ClinicSettings): { next: ClinicSettings } | { faults: Fault[] } {
  const keys: readonly string[] = settingsSections[section];
  const unknown = Object.keys(changes).filter((name) => !keys.includes(name));
  if (unknown.length) return { faults: unknown.map((path) => faultAt(path, "unknown")) };
  const parsed = clinicSettings.safeParse({ ...inForce, ...changes });
  if (!parsed.success) return { faults: parsed.error.issues.map(faultOfIssue) };
  const mine = brokenRules(parsed.data).filter(({ path }) => keys.includes(path.split(".")[0] ?? ""));
  return mine.length ? { faults: mine } : { next: parsed.data };
}
