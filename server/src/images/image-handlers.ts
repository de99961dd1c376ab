import type { UploadedImage } from "@anteroom/core/protocol";
import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { type Directory, organisationsToAsk } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { badField, notFound, refusalIn, type Senders } from "../visits/index.ts";
import { renderImage, type Shape } from "./render.ts";
import { saveImage } from "./image-store.ts";

type Keys = "POST /api/clinics/{slug}/images" | "POST /api/organisations/{organisationId}/images";
type Deps = { database: Database; directory: Directory; senders: Senders };

/** Takes a picture in; what shows it is saved by itself. The same picture twice is one, so a repeated upload needs no key. */
export function createImageHandlers({ database, directory, senders }: Deps): Pick<Handlers, Keys> {
  async function take(bytes: Uint8Array, shape: Shape, organisations: readonly Id[], organisationId: Id): Promise<Answer<UploadedImage>> {
    const rendered = await renderImage(bytes, shape);
    if (!rendered.ok) return badField("image", rendered.sentence);
    await database.transact(organisations, (transaction) => saveImage(transaction, organisationId, rendered.hash, rendered.renditions, Date.now()));
    return { ok: true, reply: { ok: true, hash: rendered.hash } };
  }

  return {
    async "POST /api/clinics/{slug}/images"({ asker, params, body }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const clinic = await directory.clinicBySlug(params.slug);
      if (!clinic) return notFound;
      const { id: clinicId, organisationId } = clinic;
      if (!mayInClinic(who.member, "configureClinic", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
      return take(body, "logo", organisationsToAsk(who.member, organisationId), organisationId);
    },

    async "POST /api/organisations/{organisationId}/images"({ asker, params: { organisationId }, body }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      if (!mayInOrganisation(who.member, "editOrganisation", organisationId)) return refusalIn(who.member, organisationId);
      return take(body, "logo", organisationsToAsk(who.member, organisationId), organisationId);
    },
  };
}
