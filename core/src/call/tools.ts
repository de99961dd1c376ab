import type { ToolAccess } from "../settings/index.ts";
import type { CallRules } from "./strictest.ts";

/** What whoever has that role may do; every page takes nothing else from them, whatever their own page sends. */
type Powers = { mayWrite: boolean; mayShare: boolean };
export type CallTools = { host: Powers; guest: Powers; invitations: boolean };

export function toolsOf({ chat, screenShare, invitations }: CallRules): CallTools {
  const powers = (role: "host" | "guest"): Powers => ({ mayWrite: mayUse(chat, role), mayShare: mayUse(screenShare, role) });
  return { host: powers("host"), guest: powers("guest"), invitations };
}

function mayUse(access: ToolAccess, role: "host" | "guest"): boolean {
  return access === "everyone" || (access === "hosts" && role === "host");
}
