import { mayInClinic } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { type Clinic, type Directory, type Member, organisationsToAsk } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import type { Announce } from "../views/topic-reader.ts";
import { notFound, type Refusal, refusalIn, type Senders } from "../visits/index.ts";

export type ConfigureDeps = { database: Database; directory: Directory; senders: Senders; announce: Announce };
/** A clinic, and the member who may configure it. */
export type Place = { member: Member; subject: string; clinic: Clinic; organisations: readonly Id[] };

export async function mayConfigure({ directory, senders }: ConfigureDeps, asker: Asker, slug: string): Promise<Place | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  const clinic = await directory.clinicBySlug(slug);
  if (!clinic) return notFound;
  const { id: clinicId, organisationId } = clinic;
  if (!mayInClinic(who.member, "configureClinic", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
  return { member: who.member, subject: who.sender.subject, clinic, organisations: organisationsToAsk(who.member, organisationId) };
}
