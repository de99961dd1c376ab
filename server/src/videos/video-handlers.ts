import { createHash } from "node:crypto";
import { mayInClinic } from "@anteroom/core/access";
import { type Directory, organisationsToAsk } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { badField, notFound, refusalIn, type Senders } from "../visits/index.ts";
import { videoFormat } from "./video-format.ts";
import { saveVideo } from "./video-store.ts";

type Deps = { database: Database; directory: Directory; senders: Senders };

/** Takes a video in; what shows it is saved by itself. The same video twice is one, so a repeated upload needs no key. */
export function createVideoHandlers({ database, directory, senders }: Deps): Pick<Handlers, "POST /api/clinics/{slug}/waiting-videos"> {
  return {
    async "POST /api/clinics/{slug}/waiting-videos"({ asker, params, body: bytes }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const clinic = await directory.clinicBySlug(params.slug);
      if (!clinic) return notFound;
      const { id: clinicId, organisationId } = clinic;
      if (!mayInClinic(who.member, "configureClinic", { clinicId, organisationId })) return refusalIn(who.member, organisationId);
      if (bytes.length === 0) return badField("video", "fileEmpty");
      const format = await videoFormat(bytes);
      if (!format) return badField("video", "videoKind");
      const hash = createHash("sha256").update(bytes).digest("hex");
      const full = await database.transact(organisationsToAsk(who.member, organisationId), (transaction) =>
        saveVideo(transaction, organisationId, { hash, format, bytes }, Date.now()),
      );
      if (full) return badField("video", "videoRoom", { free: String(Math.floor(full.free / 1_000_000)), size: String(Math.ceil(bytes.length / 1_000_000)) });
      return { ok: true, reply: { ok: true, hash, format } };
    },
  };
}
