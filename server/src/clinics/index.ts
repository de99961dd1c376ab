export { type Clinic, Directory, type Member, organisationsOf, organisationsToAsk, type Person } from "./directory.ts";
export { askedFields } from "./clinicians.ts";
export { knownAs, type KnownAs } from "./known-as.ts";
export { readSections, saveSection, type SectionState } from "./sections.ts";
export { isNameTaken, lockNames, slugStateOf } from "./slugs.ts";
export { peopleOf } from "./people-of.ts";
export { whoSeesPerson } from "./who-sees-person.ts";
