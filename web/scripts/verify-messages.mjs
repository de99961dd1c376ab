// Fails when a language lacks a message, has one too many, or uses other placeholders, tags or plural rules than English.
// `node web/scripts/verify-messages.mjs`; part of `npm run check`.
import { readdirSync, readFileSync } from "node:fs";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const folder = new URL("../src/i18n/", import.meta.url);
const json = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

/** Every argument of a message with its kind, sorted: the same in all languages. */
function argumentsOf(elements, found = new Set()) {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        break;
      case TYPE.tag:
        found.add(`<${element.value}>`);
        argumentsOf(element.children, found);
        break;
      case TYPE.plural:
      case TYPE.select:
        found.add(`{${element.value}, ${element.type === TYPE.select ? "select" : "plural"}}`);
        for (const option of Object.values(element.options)) argumentsOf(option.value, found);
        break;
      default:
        found.add(`{${element.value}}`);
    }
  }
  return found;
}

/** Plural categories the language has but the message forgot; `other` alone is a choice, half of them is a mistake. */
function missingPlurals(elements, tag, missing = new Set()) {
  for (const element of elements) {
    if (element.type === TYPE.plural) {
      const needed = new Intl.PluralRules(tag, { type: element.pluralType }).resolvedOptions().pluralCategories;
      const given = Object.keys(element.options);
      if (given.some((key) => !key.startsWith("=") && key !== "other")) for (const category of needed) if (!given.includes(category)) missing.add(`${element.value} ${category}`);
    }
    if (element.type === TYPE.tag) missingPlurals(element.children, tag, missing);
    if (element.options) for (const option of Object.values(element.options)) missingPlurals(option.value, tag, missing);
  }
  return missing;
}

const faults = [];
const languages = json("languages.json");
/** The catalogues of administration are one for each of its parts. */
const admin = readdirSync(folder).flatMap((name) => /^(admin-.+)-en\.json$/.exec(name)?.[1] ?? []);
for (const audience of ["patient", "call", "staff", ...admin]) {
  const whole = audience.startsWith("admin-") ? "admin" : audience;
  const english = json(`${audience}-en.json`);
  for (const { tag, catalogues } of languages) {
    const file = `${audience}-${tag}.json`;
    if (!catalogues?.[whole]?.made) faults.push(`languages.json: ${tag} does not say how its ${whole} catalogue was made`);
    const messages = json(file);
    for (const id of Object.keys(english)) if (!(id in messages)) faults.push(`${file}: "${id}" is missing`);
    for (const [id, text] of Object.entries(messages)) {
      if (!(id in english)) {
        faults.push(`${file}: "${id}" is not in ${audience}-en.json`);
        continue;
      }
      if (typeof text !== "string" || text.trim() === "") {
        faults.push(`${file}: "${id}" is empty`);
        continue;
      }
      try {
        const elements = parse(text);
        const [own, wanted] = [argumentsOf(elements), argumentsOf(parse(english[id]))].map((set) => [...set].sort().join(" "));
        if (own !== wanted) faults.push(`${file}: "${id}" has ${own || "no placeholder"}, English has ${wanted || "none"}`);
        for (const category of missingPlurals(elements, tag)) faults.push(`${file}: "${id}" lacks the plural form ${category}`);
      } catch (error) {
        faults.push(`${file}: "${id}" cannot be read: ${error.message}`);
      }
    }
  }
}
for (const name of readdirSync(folder)) {
  const tag = /^(?:patient|call|staff|admin-[a-z]+)-(.+)\.json$/.exec(name)?.[1];
  if (tag && !languages.some((language) => language.tag === tag)) faults.push(`${name}: ${tag} is not in languages.json`);
}

for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `messages: ${languages.length} languages agree` : `messages: ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
