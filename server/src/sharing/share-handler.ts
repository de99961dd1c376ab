import { mayInClinic } from "@anteroom/core/access";
import { hasLink, otherLink } from "@anteroom/core/settings";
import { textNumber } from "@anteroom/core/typed";
import { recordChange } from "../audit/index.ts";
import { type Directory, organisationsToAsk } from "../clinics/index.ts";
import { type Database, oncePerKey } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { queueText } from "../outbox/index.ts";
import { badField, cleanText, key, notFound, refusalIn, type Senders } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; senders: Senders; publicUrl: string; sends: boolean };

/** A clinic's link in a text message to somebody who is to come. */
export function createShareHandler({ database, directory, senders, publicUrl, sends }: Deps): Pick<Handlers, "POST /api/clinics/{slug}/share"> {
  return {
    async "POST /api/clinics/{slug}/share"({ asker, params: { slug }, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const clinic = await directory.clinicBySlug(slug);
      if (!clinic) return notFound;
      const { id: clinicId, organisationId } = clinic;
      const { member, sender } = who;
      if (!mayInClinic(member, "seeWaitingArea", { clinicId, organisationId })) return refusalIn(member, organisationId);
      const to = textNumber(body.phone);
      if (!to) return badField("phone", "countryCode");
      const text = cleanText(body.text);
      // Only what leads to the clinic: the product is no way to write anything to anybody.
      const link = `${publicUrl}/c/${clinic.slug}`;
      const other = otherLink(text, link);
      if (other) return badField("text", "otherLink", { other, link });
      if (!hasLink(text, link)) return badField("text", "shareLink", { link });
      return database.transact(organisationsToAsk(member, organisationId), (transaction) =>
        oncePerKey(transaction, sender.subject, key(idempotencyKey, "clinic/share", { slug, body }), async (): Promise<Answer<{ ok: true; sends: boolean }>> => {
          await queueText(transaction, { organisationId, to, text, language: member.person.language });
          // To whom is nobody's business later.
          await recordChange(transaction, {
            organisationId,
            byId: member.personId,
            action: "clinic.linkSent",
            subjectId: clinicId,
            before: null,
            after: null,
            source: sourceAddress,
          });
          return { ok: true, reply: { ok: true, sends } };
        }),
      );
    },
  };
}
