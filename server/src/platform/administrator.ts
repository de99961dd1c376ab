import { mayOnPlatform } from "@anteroom/core/access";
import type { Member } from "../clinics/index.ts";
import type { Asker } from "../http/handler.ts";
import { notAllowed, type Refusal, type Senders } from "../visits/index.ts";

/** Whoever asks, if they run the platform. */
export async function platformAdministrator(senders: Senders, asker: Asker): Promise<{ member: Member; subject: string } | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  return mayOnPlatform(who.member, "manageOrganisations") ? { member: who.member, subject: who.sender.subject } : notAllowed;
}
