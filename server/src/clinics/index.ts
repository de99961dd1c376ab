export { type Clinic, Directory, type Member, organisationsOf, type Person } from "./directory.ts";
