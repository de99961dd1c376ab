import { z } from "zod";
import type { VideoFormat } from "../../settings/index.ts";
import { commandFor } from "./endpoint.ts";

/** Bytes as they are, of one file; the server finds out by itself what they are. */
export const imageBytes = z.custom<Uint8Array<ArrayBuffer>>((sent) => sent instanceof Uint8Array, "Send the bytes of one picture.");
/** What a setting names; shown at `/images/<hash>/<size>.webp`, sizes 96 and 384. */
export type UploadedImage = { ok: true; hash: string };

/** Shown at `/images/<hash>/<size>.webp`, sizes 640 and 1280; `width` and `height` are those of the larger. */
export type UploadedPicture = UploadedImage & { width: number; height: number };

/** Bytes as they are, of one video. */
const videoBytes = z.custom<Uint8Array<ArrayBuffer>>((sent) => sent instanceof Uint8Array, "Send the bytes of one video.");
/** Shown at `/videos/<hash>.<format>`. */
export type UploadedVideo = { ok: true; hash: string; format: VideoFormat };

export const imagesContract = {
  "POST /api/clinics/{slug}/images": commandFor<UploadedImage>()("member", "Upload a picture for a clinic: its logo", imageBytes),
  "POST /api/organisations/{organisationId}/images": commandFor<UploadedImage>()("member", "Upload a picture for an organisation: its logo", imageBytes),
  "POST /api/clinics/{slug}/waiting-pictures": commandFor<UploadedPicture>()("member", "Upload a picture for a clinic's waiting room", imageBytes),
  "POST /api/clinics/{slug}/waiting-videos": commandFor<UploadedVideo>()("member", "Upload a video for a clinic's waiting room: WebM or MP4, kept as it is", videoBytes),
} as const;
