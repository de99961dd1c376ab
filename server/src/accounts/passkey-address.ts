import { isIP } from "node:net";

/** A browser gives a passkey only to a page with a name, over HTTPS or on its own machine (W3C WebAuthn, relying party identifier). */
export type PasskeyFault = "needsName" | "needsHttps";

/** Why there can be no passkeys at this public address, or null. */
export function passkeyFault(publicUrl: string): PasskeyFault | null {
  const { protocol, hostname } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[(.*)\]$/, "$1"))) return "needsName";
  const isOwnMachine = hostname === "localhost" || hostname.endsWith(".localhost");
  return protocol === "https:" || isOwnMachine ? null : "needsHttps";
}
