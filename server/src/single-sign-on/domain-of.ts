import { domainToASCII } from "node:url";

/** Of an address as people type it. */
export function domainOf(email: string): string {
  return domainToASCII(email.trim().toLowerCase().split("@").at(-1) ?? "");
}
