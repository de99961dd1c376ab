import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { type Directory, type Member, organisationsToAsk } from "../clinics/index.ts";
import type { Asker } from "../http/handler.ts";
import { notFound, type Refusal, refusalIn, type Senders } from "../visits/index.ts";

/** Where messages come from: an organisation, or one clinic of it; and who asks about them. */
export type Place = { member: Member; subject: string; organisations: readonly Id[]; organisationId: Id; clinicId: Id | null };

type Deps = { directory: Directory; senders: Senders };

/** Whoever may write to an organisation, there. */
export async function organisationPlace({ senders }: Deps, asker: Asker, organisationId: Id): Promise<Place | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  if (!mayInOrganisation(who.member, "writeToOrganisation", organisationId)) return refusalIn(who.member, organisationId);
  return { member: who.member, subject: who.sender.subject, organisations: organisationsToAsk(who.member, organisationId), organisationId, clinicId: null };
}

/** Whoever may write to a clinic, there. */
export async function clinicPlace({ directory, senders }: Deps, asker: Asker, slug: string): Promise<Place | Refusal> {
  const who = await senders.member(asker);
  if ("ok" in who) return who;
  const clinic = await directory.clinicBySlug(slug);
  if (!clinic) return notFound;
  const { id: clinicId, organisationId } = clinic;
  if (!mayInClinic(who.member, "writeToClinic", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
  return { member: who.member, subject: who.sender.subject, organisations: organisationsToAsk(who.member, organisationId), organisationId, clinicId };
}
