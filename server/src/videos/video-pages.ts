import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../db/index.ts";
import { rangeOf } from "./range.ts";
import { findVideo, readVideo } from "./video-store.ts";

/** `/videos/<hash>.<format>`, whole or in parts: Safari plays only what it can ask for in parts. Never another video under the same address. */
export function registerVideos(app: FastifyInstance, database: Database): void {
  const give = async (request: FastifyRequest<{ Params: { file: string } }>, reply: FastifyReply) => {
    const [, hash = "", format] = /^([0-9a-f]{64})\.(mp4|webm)$/.exec(request.params.file) ?? [];
    const video = hash ? await findVideo(database, hash) : null;
    void reply.header("x-content-type-options", "nosniff");
    if (!video || video.format !== format) return reply.status(404).header("cache-control", "no-store").type("text/plain").send("There is no such video.\n");
    const { size } = video;
    const etag = `"${hash}"`;
    const ifRange = request.headers["if-range"];
    const range = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, size) : null;
    void reply
      .header("accept-ranges", "bytes")
      .header("etag", etag)
      .header("cache-control", "public, max-age=31536000, immutable")
      // Whatever hides in the file: nobody who opens it by itself runs anything of it.
      .header("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    if (range === "none")
      return reply.header("cache-control", "no-store").status(416).header("content-range", `bytes */${size}`).type("text/plain").send("There is no such part.\n");
    const { first, last } = range ?? { first: 0, last: size - 1 };
    void reply.type(`video/${format}`).header("content-length", last - first + 1);
    if (range) void reply.status(206).header("content-range", `bytes ${first}-${last}/${size}`);
    if (request.method === "HEAD") return reply.send();
    return reply.send(Readable.from(readVideo(database, hash, first, last), { objectMode: false, highWaterMark: 1 }));
  };
  app.route({ method: ["GET", "HEAD"], url: "/videos/:file", handler: give });
}
