import type { UploadedPicture } from "@anteroom/core/protocol";
import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import type { Id } from "@anteroom/core/visit";
import { type Directory, organisationsToAsk } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { badField, badFields, notFound, refusalIn, type Senders } from "../visits/index.ts";
import { renderImage, type Shape } from "./render.ts";
import { saveImage } from "./image-store.ts";

type Keys = "POST /api/clinics/{slug}/images" | "POST /api/clinics/{slug}/waiting-pictures" | "POST /api/organisations/{organisationId}/images";
type Deps = { database: Database; directory: Directory; senders: Senders };

/** Takes a picture in; what shows it is saved by itself. The same picture twice is one, so a repeated upload needs no key. */
export function createImageHandlers({ database, directory, senders }: Deps): Pick<Handlers, Keys> {
  async function take(bytes: Uint8Array, shape: Shape, organisations: readonly Id[], organisationId: Id): Promise<Answer<UploadedPicture>> {
    const rendered = await renderImage(bytes, shape);
    if (!rendered.ok) return badFields(rendered.fault);
    const isKept = await database.transact(organisations, (transaction) => saveImage(transaction, organisationId, rendered.hash, rendered.renditions, Date.now()));
    if (!isKept) return badField("image", "pictureMany");
    const { hash, width, height } = rendered;
    return { ok: true, reply: { ok: true, hash, width, height } };
  }

  async function takeForClinic(asker: Asker, slug: string, bytes: Uint8Array, shape: Shape): Promise<Answer<UploadedPicture>> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const clinic = await directory.clinicBySlug(slug);
    if (!clinic) return notFound;
    const { id: clinicId, organisationId } = clinic;
    if (!mayInClinic(who.member, "configureClinic", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
    return take(bytes, shape, organisationsToAsk(who.member, organisationId), organisationId);
  }

  return {
    "POST /api/clinics/{slug}/images": ({ asker, params, body }) => takeForClinic(asker, params.slug, body, "logo"),
    "POST /api/clinics/{slug}/waiting-pictures": ({ asker, params, body }) => takeForClinic(asker, params.slug, body, "scene"),

    async "POST /api/organisations/{organisationId}/images"({ asker, params: { organisationId }, body }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      if (!mayInOrganisation(who.member, "editOrganisation", organisationId)) return refusalIn(who.member, organisationId);
      return take(body, "logo", organisationsToAsk(who.member, organisationId), organisationId);
    },
  };
}
