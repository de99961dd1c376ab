import { z } from "zod";
import { faultAt, type Fault } from "../faults/index.ts";

const file = z.string().regex(/^[0-9a-f]{64}$/);
const side = z.number().int().min(1).max(10_000);
const shared = { file, width: side, height: side, alt: z.string().max(1_000) };

export const videoFormats = ["mp4", "webm"] as const;
export type VideoFormat = (typeof videoFormats)[number];

/** A picture or a video for those who wait. `alt`: the same in words, for those who cannot see it. `poster`: the picture that stands there until a video plays. */
export const waitingItem = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("picture"), ...shared }),
  z.strictObject({ kind: z.literal("video"), ...shared, format: z.enum(videoFormats), poster: file.or(z.literal("")) }),
]);
export type WaitingItem = z.infer<typeof waitingItem>;
export type WaitingContent = Record<string, WaitingItem[]>;

export const MOST_WAITING_ITEMS = 8;
/** Bytes, of a file as it is sent. */
export const LARGEST_PICTURE = 8_000_000;
export const LARGEST_VIDEO = 30_000_000;

export function wrongWaitingContent(content: WaitingContent): Fault[] {
  return Object.entries(content).flatMap(([tag, items]) => {
    const path = `waitingContent.${tag}`;
    if (items.length > MOST_WAITING_ITEMS) return [faultAt(path, "manyItems", { max: String(MOST_WAITING_ITEMS) })];
    if (items.filter(({ kind }) => kind === "video").length > 1) return [faultAt(path, "manyVideos")];
    return items.flatMap((item, at) => {
      if (!item.alt.trim()) return [faultAt(`${path}.${at}.alt`, "noWords")];
      return items.findIndex((other) => other.file === item.file) === at ? [] : [faultAt(`${path}.${at}`, "itemTwice")];
    });
  });
}

/** What somebody who reads that language sees: of a language, or that of the clinic's main one, or any that there is. */
export function waitingContentIn(content: WaitingContent, language: string, mainLanguage: string): { language: string; items: WaitingItem[] } | null {
  const found = [language, mainLanguage, ...Object.keys(content)].find((tag) => content[tag]?.length);
  return found ? { language: found, items: content[found] ?? [] } : null;
}
