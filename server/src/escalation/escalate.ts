import { mayInClinic } from "@anteroom/core/access";
import { textNumber } from "@anteroom/core/typed";
import type { Id } from "@anteroom/core/visit";
import type { Clinic, Directory } from "../clinics/index.ts";
import type { Transaction } from "../db/index.ts";
import { queueMail, queueText } from "../outbox/index.ts";
import type { DeadlineEffects } from "../visits/index.ts";
import { words } from "./words.ts";

type Deps = { directory: Directory; publicUrl: string };
type Profile = { name: string; email: string; mobile: string; language: string };

/** Tells somebody outside of the page that a caller waits and nobody has looked: how long, where, and nothing of the caller. */
export function createEscalate({ directory, publicUrl }: Deps): DeadlineEffects["escalate"] {
  async function text(transaction: Transaction, clinic: Clinic, to: string, language: string, minutes: number): Promise<void> {
    const link = `${publicUrl}/clinics/${clinic.slug}`;
    await queueText(transaction, {
      organisationId: clinic.organisationId,
      to,
      text: words(language, { minutes: String(minutes), clinic: clinic.name, link }),
      language,
      usefulMinutes: 60,
    });
  }

  async function profileOf(transaction: Transaction, clinic: Clinic, personId: Id): Promise<Profile | null> {
    const member = await directory.member(personId);
    // Who lost the right meanwhile is told nothing; the next one is alerted in their turn.
    if (!member || !mayInClinic(member, "seeWaitingArea", { clinicId: clinic.id, organisationId: clinic.organisationId })) return null;
    return (await transaction.query<Profile>("select name, email, mobile, language from tenant.profile_of($1)", [personId])).rows[0] ?? null;
  }

  return async (transaction, visit, personId, now) => {
    const clinic = await directory.clinic(visit.clinicId);
    if (!clinic) return;
    const { settings, organisationId } = clinic;
    const minutes = Math.max(1, Math.round((now - visit.status.since) / 60_000));
    if (personId === null) {
      const to = textNumber(settings.escalationPhone);
      if (to) await text(transaction, clinic, to, settings.mainLanguage, minutes);
      return;
    }
    const person = await profileOf(transaction, clinic, personId);
    if (!person) return;
    const values = { name: person.name, minutes: String(minutes), clinicName: clinic.name, link: `${publicUrl}/clinics/${clinic.slug}` };
    await queueMail(transaction, { organisationId, to: person.email, template: "callerWaits", language: person.language, values });
    const mobile = textNumber(person.mobile);
    if (mobile) await text(transaction, clinic, mobile, person.language, minutes);
  };
}
