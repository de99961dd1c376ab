import type { VideoFormat } from "@anteroom/core/settings";
import { fileTypeFromBuffer } from "file-type";

const FORMATS: ReadonlyMap<string, VideoFormat> = new Map([
  ["video/mp4", "mp4"],
  ["video/webm", "webm"],
]);

/** By what is in it, whatever it is called. Null for everything else, also for what only some browsers play. */
export async function videoFormat(bytes: Uint8Array): Promise<VideoFormat | null> {
  const type = await fileTypeFromBuffer(bytes);
  return (type && FORMATS.get(type.mime)) ?? null;
}
