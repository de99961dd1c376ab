import type { z } from "zod";
import { spokenLanguages } from "./spoken-languages.ts";

/** What can be wrong with a setting, as the server says it; pages say it by its name in their language. `{max}` stands for a value. */
export const settingSentences = {
  unknown: "Unknown field.",
  unknownParts: "Unknown: {names}.",
  name: "Please write a name.",
  missing: "Something is missing here.",
  notOffered: "This cannot be chosen here.",
  tooLong: "Write at most {max} characters.",
  tooMany: "There can be at most {max} of these.",
  tooLarge: "Choose a number of at most {max}.",
  tooSmall: "Choose a number of at least {min}.",
  time: "Write a time such as 09:00.",
  day: "Choose a day.",
  unknownLanguage: 'Callers’ pages do not speak "{tag}". They speak: {spoken}.',
  mainLanguage: "The main language must be one of those that callers may choose.",
  timeZone: '"{zone}" is no time zone; one is Europe/Berlin, for example.',
  hoursEnd: "These hours end ({to}) before they begin ({from}).",
  hoursOverlap: "These hours overlap with {from} to {to}.",
  noDay: "{date} is no day of the calendar.",
  dayTwice: "{date} is there twice.",
  noOwnMusic: "There is no piece of your own to play. Upload one, or choose another.",
  noMessage: "Write what shall be said after {minutes} minutes.",
  messageTwice: "There are two messages after {minutes} minutes.",
  manyItems: "At most {max} pictures and videos for one language.",
  manyVideos: "One video for one language is enough; take the other one out.",
  noWords: "Write what is seen and heard here, for those who cannot see it.",
  itemTwice: "This is there twice.",
  fileGone: "This file is not there any more; take it out and upload it again.",
  countryCode: "Write the number with its country’s code, such as +61 412 555 010.",
  personTwice: "Somebody is there twice.",
  nobody: "Choose somebody to alert, or write a phone number.",
  fieldTwice: "Two fields have the same id.",
  fieldLabel: "Write what this field asks for, in {language} at least.",
  hiddenNeeded: "A hidden field cannot be needed: callers do not see it.",
  noOptions: "Add what can be chosen.",
  optionLabel: "Write what each option is called.",
  optionTwice: "Two options have the same value.",
  optionValue: "The value of an option is a line of text.",
  webAddress: "This must be a whole address, such as https://example.org/privacy.",
  email: "This is no e-mail address.",
  shareLink: "Write {link} where the link shall stand; without it nobody finds the clinic.",
  otherLink: '"{other}" leads somewhere else. Only the clinic’s own link goes out with this text; write {link} for it.',
  origin: '"{site}" must be a web site without a path, such as https://www.example.org.',
  tag: "A tag is a word or two, without a comma.",
  tagTwice: '"{tag}" is there twice.',
  noDomain: "“{word}” is not a domain. Write it as it stands behind the @.",
  everybodysDomain: "Anybody may have an address at {domain}.",
  noDomains: "Type at least one domain.",
  noIssuer: "Type the provider's address.",
  issuerAddress: "Must be an address such as https://login.example.org.",
  noClientId: "Type the client ID that the provider gave you.",
  noClientSecret: "Type the client secret that the provider gave you.",
  noColour: "This must be a colour such as #0a5c75.",
  unreadableColour: "White text cannot be read on this colour. The nearest that works is {nearest}.",
  unreadableBackground: "Text cannot be read on this background. The nearest that works is {nearest}.",
  letters: "Please use only the small letters a to z, digits and hyphens.",
  short: "Please use at least {min} characters.",
  long: "Please use at most {max} characters.",
  edges: "Please begin and end with a letter or a digit.",
  reserved: "This word is kept for the product itself. Please choose another.",
  taken: "Another clinic has this link. Please choose another.",
  lookAlike: "This looks like the link of another clinic, and patients would mix them up. Please choose another.",
  nameTaken: "Another clinic has this name. Names are unique, so that nobody takes one clinic for another.",
  shortTaken: "Another clinic has this short link. Please choose another.",
  noLinkOfName: "No link can be made of this name. Please create this clinic by itself and choose one.",
  noPicture: "There is no such picture; upload it first.",
  noPiece: "There is no such piece; upload it first.",
  gone: "{names}: does not see this waiting area any more. Take them out.",
  strangers: "Somebody here does not see this waiting area any more. Take them out.",
  noPhone: "This is not a phone number.",
  username: "Three to forty small letters from a to z, digits, and hyphens between them.",
  usernameTaken: "Somebody else has this name already.",
} as const;

export type SettingFaultCode = keyof typeof settingSentences;
/** `path`: the setting, and which part of it. `message`: the sentence in English. */
export type SettingFault = { path: string; code: SettingFaultCode; values: Readonly<Record<string, string>>; message: string };

export function settingFault(path: string, code: SettingFaultCode, values: Readonly<Record<string, string>> = {}): SettingFault {
  return { path, code, values, message: settingSentences[code].replaceAll(/\{(\w+)\}/g, (braced, name: string) => values[name] ?? braced) };
}

/** What a schema finds wrong. A rule of one's own in it names its fault by `params`. */
export function faultOfIssue(issue: z.core.$ZodIssue): SettingFault {
  const path = issue.path.join(".");
  const field = String(issue.path.at(-1) ?? "");
  if (field === "from" || field === "to") return settingFault(path, "time");
  if (field === "date") return settingFault(path, "day");
  switch (issue.code) {
    case "too_big":
      return settingFault(path, issue.origin === "string" ? "tooLong" : issue.origin === "array" ? "tooMany" : "tooLarge", { max: String(issue.maximum) });
    case "too_small":
      return issue.origin === "number" ? settingFault(path, "tooSmall", { min: String(issue.minimum) }) : settingFault(path, field === "name" ? "name" : "missing");
    case "invalid_type":
      return settingFault(path, "missing");
    case "invalid_key":
      return settingFault(path, "unknownLanguage", { tag: field, spoken: spokenLanguages.join(", ") });
    case "unrecognized_keys":
      return settingFault(path, "unknownParts", { names: issue.keys.join(", ") });
    case "custom": {
      const { fault } = (issue.params ?? {}) as { fault?: Pick<SettingFault, "code" | "values"> };
      return fault ? settingFault(path, fault.code, fault.values) : settingFault(path, "notOffered");
    }
    default:
      return settingFault(path, "notOffered");
  }
}
