import type { FastifyInstance } from "fastify";
import type { Database } from "../db/index.ts";
import { readImage } from "./image-store.ts";
import { IMAGE_SIZES } from "./render.ts";

const SIZES: ReadonlySet<number> = new Set(Object.values(IMAGE_SIZES).flat());

/** `/images/<hash>/<size>.webp`: never another picture under the same address. */
export function registerImages(app: FastifyInstance, database: Database): void {
  app.get<{ Params: { hash: string; file: string } }>("/images/:hash/:file", async (request, reply) => {
    const address = imageAddress(request.params);
    const bytes = address && (await readImage(database, address.hash, address.size));
    if (!bytes) return reply.status(404).header("cache-control", "no-store").type("text/plain").send("There is no such picture.\n");
    return reply.header("cache-control", "public, max-age=31536000, immutable").header("x-content-type-options", "nosniff").type("image/webp").send(bytes);
  });
}

/** Null for an address that no picture of ours ever has. */
export function imageAddress({ hash, file }: { hash: string; file: string }): { hash: string; size: number } | null {
  const size = Number(/^(\d{1,4})\.webp$/.exec(file)?.[1]);
  return /^[0-9a-f]{64}$/.test(hash) && SIZES.has(size) ? { hash, size } : null;
}
