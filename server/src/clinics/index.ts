export { type Clinic, Directory, type Member, organisationsOf, organisationsToAsk, type Person } from "./directory.ts";
export { readSections, saveSection, type SectionState } from "./sections.ts";
