import type { ClinicSettings, ToolAccess } from "../settings/index.ts";

/** What the clinics of a call say about it. */
export type CallRules = Pick<ClinicSettings, "relayOnly" | "chat" | "screenShare" | "invitations">;

const STRICTNESS: Record<ToolAccess, number> = { everyone: 0, hosts: 1, nobody: 2 };

/** Where people of several clinics are in one call, the strictest settings of all of them hold. */
export function strictestOf([first, ...others]: readonly [CallRules, ...CallRules[]]): CallRules {
  return others.reduce(
    (one, other) => ({
      relayOnly: one.relayOnly || other.relayOnly,
      chat: stricter(one.chat, other.chat),
      screenShare: stricter(one.screenShare, other.screenShare),
      invitations: one.invitations && other.invitations,
    }),
    first,
  );
}

function stricter(one: ToolAccess, other: ToolAccess): ToolAccess {
  return STRICTNESS[one] < STRICTNESS[other] ? other : one;
}
