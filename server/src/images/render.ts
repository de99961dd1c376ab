import { createHash } from "node:crypto";
import { type Fault, faultAt, type FaultCode, type FaultValues } from "@anteroom/core/faults";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";

export type Rendition = { size: number; bytes: Buffer };
/** `width` and `height`: of the largest. */
export type Rendered = { ok: true; hash: string; renditions: readonly Rendition[]; width: number; height: number } | { ok: false; fault: Fault };
/** `logo`: whole, with what can be seen through. `face`: a square from the middle. `scene`: whole, as wide as a page. */
export type Shape = "logo" | "face" | "scene";

/** Longest sides that pages show, for screens of one and of two or three dots. */
export const IMAGE_SIZES = { logo: [96, 384], face: [96, 384], scene: [640, 1280] } as const satisfies Record<Shape, readonly number[]>;
const TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"]);
/** More than any camera's picture, and less than what a server could not hold. */
const MOST_PIXELS = 40_000_000;
const LONGEST_SECONDS = 10;
/** Decoding is the dear part: one at a time, and no long line of them. */
const MOST_WAITING = 16;

const refused = <C extends FaultCode>(code: C, ...values: FaultValues<C>): Rendered => ({ ok: false, fault: faultAt("image", code, ...values) });

// What decodes anything else is never asked, whatever a file pretends to be.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp", "VipsForeignLoadHeif", "VipsForeignLoadNsgif"] });
sharp.cache(false);
sharp.concurrency(1);

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Whatever was sent, made anew from its pixels alone: nothing of the file, of its metadata or of what is hidden in it is left. */
export async function renderImage(bytes: Uint8Array, shape: Shape): Promise<Rendered> {
  if (bytes.length === 0) return refused("fileEmpty");
  if (isSvg(bytes)) return refused("pictureSvg");
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !TYPES.has(type.mime)) return refused("pictureKind");
  if (waiting >= MOST_WAITING) return refused("pictureLater");
  waiting += 1;
  const mine = last.then(() => decoded(bytes, shape));
  last = mine.catch(() => {});
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

async function decoded(bytes: Uint8Array, shape: Shape): Promise<Rendered> {
  try {
    const renditions: Rendition[] = [];
    let [width, height] = [0, 0];
    for (const size of IMAGE_SIZES[shape]) {
      const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", sequentialRead: true, pages: 1 })
        .timeout({ seconds: LONGEST_SECONDS })
        // As the camera was held; the note that says so goes with the rest of the metadata.
        .autoOrient()
        .resize(size, size, shape === "face" ? { fit: "cover", position: "centre" } : { fit: "inside", withoutEnlargement: true })
        .toColourspace("srgb")
        .webp({ quality: 85, effort: 4 });
      const { data, info } = await picture.toBuffer({ resolveWithObject: true });
      [width, height] = [info.width, info.height];
      renditions.push({ size, bytes: data });
    }
    const hash = createHash("sha256");
    for (const rendition of renditions) hash.update(rendition.bytes);
    return { ok: true, hash: hash.digest("hex"), renditions, width, height };
  } catch (error) {
    const told = error instanceof Error ? error.message : "";
    if (/pixel limit/i.test(told)) return refused("picturePixels", { max: String(MOST_PIXELS / 1_000_000) });
    return refused("pictureBroken");
  }
}

/** Text that begins as markup and has a drawing in it. */
function isSvg(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString("utf8");
  return /^[\s\uFEFF]*</.test(start) && /<svg[\s>]/i.test(start);
}
