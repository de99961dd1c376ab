import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Database } from "../db/index.ts";
import type { Asker } from "../http/handler.ts";
import { imageAddress } from "./image-pages.ts";

type Deps = {
  database: Database;
  askers: (request: FastifyRequest) => Promise<readonly Asker[]>;
  /** Whether somebody whom this guest sees in their call shows this face to them. */
  isShownToGuest: (asker: Asker, hash: string) => Promise<boolean>;
};

/**
 * `/faces/<hash>/<size>.webp`: of people, and so not for everybody. The hash does not open it; a picture in a page cannot say on which side
 * the page is, so either cookie will do.
 */
export function registerFaces(app: FastifyInstance, { database, askers, isShownToGuest }: Deps): void {
  async function maySee(asker: Asker, hash: string): Promise<boolean> {
    if (asker.kind !== "member") return isShownToGuest(asker, hash);
    const [row] = await database.query<{ shown: boolean }>("select tenant.shows_face_to($1, $2) as shown", [asker.personId, hash]);
    return row?.shown ?? false;
  }

  app.get<{ Params: { hash: string; file: string } }>("/faces/:hash/:file", async (request, reply) => {
    const address = imageAddress(request.params);
    let allowed = false;
    if (address) for (const asker of await askers(request)) allowed ||= await maySee(asker, address.hash);
    const [row] = address && allowed ? await database.query<{ bytes: Buffer | null }>("select tenant.face_of($1, $2) as bytes", [address.hash, address.size]) : [];
    if (!row?.bytes) return reply.status(404).header("cache-control", "no-store").type("text/plain").send("There is no such picture.\n");
    // In the browser of whoever saw it and nowhere on the way, and not for longer than a consultation.
    return reply.header("cache-control", "private, max-age=3600").header("vary", "cookie").header("x-content-type-options", "nosniff").type("image/webp").send(row.bytes);
  });
}
