export { type Clinic, Directory, type Member, organisationsOf, organisationsToAsk, type Person } from "./directory.ts";
