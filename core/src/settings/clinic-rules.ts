import { textNumber } from "../typed/index.ts";
import type { ClinicSettings } from "./clinic-settings.ts";
import { isEmail, isTimeZone, isWebAddress } from "./addresses.ts";
import { faultAt, type Fault } from "../faults/index.ts";
import { wrongLanguages } from "./languages.ts";
import { lookFaults } from "./look.ts";
import { otherLinkInWords } from "./share-text.ts";
import { isDate } from "./special-days.ts";
import { wrongWaitingContent } from "./waiting-content.ts";

/** What no schema can say: values that contradict each other, or cannot be what they should be. */
export function brokenRules(settings: ClinicSettings): Fault[] {
  return [
    ...wrongLanguages(settings),
    ...wrongHours(settings),
    ...wrongDays(settings),
    ...wrongMessages(settings),
    ...wrongWaitingContent(settings.waitingContent),
    ...wrongMusic(settings),
    ...wrongZone(settings),
    ...wrongFields(settings),
    ...wrongAddresses(settings),
    ...wrongSharing(settings),
    ...wrongEscalation(settings),
    ...wrongTags(settings),
    ...lookFaults(settings),
  ];
}

function wrongEscalation({ escalationOn, escalationPeople, escalationPhone }: ClinicSettings): Fault[] {
  const isTwice = new Set(escalationPeople).size < escalationPeople.length;
  const isNobody = escalationOn && escalationPeople.length === 0 && !escalationPhone;
  return [
    ...(escalationPhone && !textNumber(escalationPhone) ? [faultAt("escalationPhone", "countryCode")] : []),
    ...(isTwice ? [faultAt("escalationPeople", "personTwice")] : []),
    ...(isNobody ? [faultAt("escalationPeople", "nobody")] : []),
  ];
}

function wrongTags({ tags }: ClinicSettings): Fault[] {
  return tags.flatMap((tag, at) => {
    if (!tag || tag.includes(",")) return [faultAt(`tags.${at}`, "tag")];
    return tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === at ? [] : [faultAt(`tags.${at}`, "tagTwice", { tag })];
  });
}

type Span = { from: string; to: string };

function wrongHours({ hours }: ClinicSettings): Fault[] {
  return (hours ?? []).flatMap((spans, day) => wrongSpans(spans, `hours.${day}`));
}

function wrongSpans(spans: readonly Span[], where: string): Fault[] {
  const sorted = spans.map((span, at) => ({ ...span, at })).sort((a, b) => a.from.localeCompare(b.from));
  return sorted.flatMap(({ from, to, at }, place) => {
    const path = `${where}.${at}`;
    if (to <= from) return [faultAt(path, "hoursEnd", { from, to })];
    const before = sorted[place - 1];
    return before && before.to > from ? [faultAt(path, "hoursOverlap", { from: before.from, to: before.to })] : [];
  });
}

function wrongDays({ specialDays }: ClinicSettings): Fault[] {
  return specialDays.flatMap(({ date, spans }, at) => {
    const path = `specialDays.${at}`;
    if (!isDate(date)) return [faultAt(path, "noDay", { date })];
    if (specialDays.findIndex((other) => other.date === date) !== at) return [faultAt(path, "dayTwice", { date })];
    return wrongSpans(spans, `${path}.spans`);
  });
}

function wrongMusic({ music, ownMusic }: ClinicSettings): Fault[] {
  return music === "own" && ownMusic === null ? [faultAt("music", "noOwnMusic")] : [];
}

function wrongMessages({ waitingMessages }: ClinicSettings): Fault[] {
  return waitingMessages.flatMap(({ afterMinutes, text }, at) => {
    const path = `waitingMessages.${at}`;
    const minutes = String(afterMinutes);
    if (!Object.values(text).some((words) => words.trim())) return [faultAt(path, "noMessage", { minutes })];
    return waitingMessages.findIndex((other) => other.afterMinutes === afterMinutes) === at ? [] : [faultAt(path, "messageTwice", { minutes })];
  });
}

function wrongZone({ timeZone }: ClinicSettings): Fault[] {
  return isTimeZone(timeZone) ? [] : [faultAt("timeZone", "timeZone", { zone: timeZone })];
}

function wrongFields({ entryFields, mainLanguage }: ClinicSettings): Fault[] {
  return entryFields.flatMap((field, at) => {
    const path = `entryFields.${at}`;
    if (entryFields.findIndex(({ id }) => id === field.id) !== at) return [faultAt(path, "fieldTwice")];
    if (field.kind !== "hidden" && !Object.values(field.label).some((text) => text.trim())) return [faultAt(path, "fieldLabel", { language: mainLanguage })];
    // Nobody could fill it in: whoever comes without it in the link would be shut out.
    if (field.kind === "hidden" && field.required) return [faultAt(path, "hiddenNeeded")];
    if ((field.kind === "choice" || field.kind === "choices") && field.options.length === 0) return [faultAt(path, "noOptions")];
    if (field.options.some(({ label }) => !Object.values(label).some((text) => text.trim()))) return [faultAt(path, "optionLabel")];
    if (new Set(field.options.map(({ value }) => value)).size < field.options.length) return [faultAt(path, "optionTwice")];
    // They stand in one line of an answer, and are parted by line breaks there.
    if (field.options.some(({ value }) => !value.trim() || /[\r\n]/.test(value))) return [faultAt(path, "optionValue")];
    return [];
  });
}

function wrongAddresses(settings: ClinicSettings): Fault[] {
  const web = (["privacyUrl", "termsUrl", "troubleshootingUrl", "surveyUrl", "onwardUrl"] as const).flatMap((path) =>
    settings[path] === "" || isWebAddress(settings[path]) ? [] : [faultAt(path, "webAddress")],
  );
  return settings.supportEmail === "" || isEmail(settings.supportEmail) ? web : [...web, faultAt("supportEmail", "email")];
}

function wrongSharing({ shareText, embedOrigins }: ClinicSettings): Fault[] {
  const texts = Object.entries(shareText).flatMap(([tag, text]) => {
    const path = `shareText.${tag}`;
    if (text.trim() && !text.includes("{link}")) return [faultAt(path, "shareLink", { link: "{link}" })];
    const other = otherLinkInWords(text);
    return other === null ? [] : [faultAt(path, "otherLink", { other, link: "{link}" })];
  });
  const sites = embedOrigins.map((site, at) => ({ site, path: `embedOrigins.${at}` })).filter(({ site }) => !isOrigin(site));
  return [...texts, ...sites.map(({ site, path }) => faultAt(path, "origin", { site }))];
}

/** A site as browsers compare it; plain http only where nobody can listen in. */
function isOrigin(text: string): boolean {
  return /^(https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}|https?:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/.test(text);
}
