import type { Id } from "@anteroom/core/visit";
import { PLATFORM, recordChange } from "../audit/index.ts";
import { type Directory, organisationsOf, whoSeesPerson } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Asker, Handlers } from "../http/handler.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { badFields, notSignedIn, raiseTopics } from "../visits/index.ts";
import { type Rendition, renderImage } from "./render.ts";

type Keys = "POST /api/account/picture" | "POST /api/account/picture/remove";
type Deps = { database: Database; directory: Directory; announce: Announce };
type Face = { hash: string; renditions: readonly Rendition[] };

/** A person's own picture. There is one or none, so a repeated upload or removal needs no key. */
export function createFaceHandlers({ database, directory, announce }: Deps): Pick<Handlers, Keys> {
  async function save(personId: Id, face: Face | null, source: string): Promise<void> {
    const member = await directory.member(personId);
    const organisations = [PLATFORM, ...(member ? organisationsOf(member) : [])];
    let moves: TopicMoves = [];
    await database.transact(organisations, async (transaction) => {
      const pictures = face?.renditions ?? [];
      const { rows } = await transaction.query<{ was: string | null }>("select tenant.save_face($1, $2, $3, $4) as was", [
        personId,
        face?.hash ?? null,
        pictures.map(({ size }) => size),
        pictures.map(({ bytes }) => bytes),
      ]);
      const [was, is] = [rows[0]?.was ?? null, face?.hash ?? null];
      if (was === is) return;
      const told = (picture: string | null) => ({ picture });
      await recordChange(transaction, {
        organisationId: PLATFORM,
        byId: personId,
        action: "person.pictureChanged",
        subjectId: personId,
        before: told(was),
        after: told(is),
        source,
      });
      moves = await raiseTopics(transaction, await whoSeesPerson(transaction, personId));
    });
    directory.forget();
    announce(moves);
  }
  const who = (asker: Asker) => (asker.kind === "member" ? asker.personId : null);

  return {
    async "POST /api/account/picture"({ asker, body, sourceAddress }) {
      const personId = who(asker);
      if (!personId) return notSignedIn;
      const rendered = await renderImage(body, "face");
      if (!rendered.ok) return badFields(rendered.fault);
      await save(personId, rendered, sourceAddress);
      return { ok: true, reply: { ok: true, hash: rendered.hash } };
    },

    async "POST /api/account/picture/remove"({ asker, sourceAddress }) {
      const personId = who(asker);
      if (!personId) return notSignedIn;
      await save(personId, null, sourceAddress);
      return { ok: true, reply: { ok: true } };
    },
  };
}
