import { z } from "zod";
import { commandFor } from "./endpoint.ts";

/** Bytes as they are, of one file; the server finds out by itself what they are. */
export const imageBytes = z.custom<Uint8Array<ArrayBuffer>>((sent) => sent instanceof Uint8Array, "Send the bytes of one picture.");
/** What a setting names; shown at `/images/<hash>/<size>.webp`, sizes 96 and 384. */
export type UploadedImage = { ok: true; hash: string };

export const imagesContract = {
  "POST /api/clinics/{slug}/images": commandFor<UploadedImage>()("member", "Upload a picture for a clinic: its logo", imageBytes),
  "POST /api/organisations/{organisationId}/images": commandFor<UploadedImage>()("member", "Upload a picture for an organisation: its logo", imageBytes),
} as const;
