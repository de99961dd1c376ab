import { textNumber } from "@anteroom/core/typed";
import type { Directory } from "../clinics/index.ts";
import { gather, queueMail, queueText } from "../outbox/index.ts";
import type { DeadlineEffects } from "../visits/index.ts";
import { words } from "./words.ts";

type Deps = { directory: Directory; publicUrl: string };
type Profile = { name: string; email: string; mobile: string; language: string };

/**
 * Tells somebody outside of the page that callers wait and nobody has looked: how many, how long, where, and nothing of them.
 * Those of one clinic who are due for the same step together are one message.
 */
export function createEscalate({ directory, publicUrl }: Deps): DeadlineEffects["escalate"] {
  return async (transaction, visit, personId, now) => {
    const clinic = await directory.clinic(visit.clinicId);
    if (!clinic) return;
    const { settings, organisationId, name: clinicName } = clinic;
    const person = personId === null ? null : (await transaction.query<Profile>("select name, email, mobile, language from tenant.profile_of($1)", [personId])).rows[0];
    const to = textNumber(personId === null ? settings.escalationPhone : (person?.mobile ?? ""));
    const language = person?.language ?? settings.mainLanguage;

    const { earlier, ...gathering } = await gather(transaction, `escalation/${visit.clinicId}/${personId ?? "phone"}/${visit.escalated?.steps}`);
    const count = String(1 + Math.max(0, ...earlier.map((values) => Number(values.count))));
    const minutes = String(Math.max(1, Math.round((now - visit.status.since) / 60_000), ...earlier.map((values) => Number(values.minutes))));
    const link = `${publicUrl}/clinics/${clinic.slug}`;
    if (person) {
      const template = count === "1" ? "callerWaits" : "callersWait";
      await queueMail(transaction, { organisationId, to: person.email, template, language, values: { name: person.name, count, minutes, clinicName, link }, gathering });
    }
    if (to) {
      const text = words(language, { count, minutes, clinic: clinicName, link });
      await queueText(transaction, { organisationId, to, text, language, usefulMinutes: 60, gathering, facts: { count, minutes } });
    }
  };
}
