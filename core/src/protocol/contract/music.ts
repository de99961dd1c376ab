import { faultAt } from "../../faults/index.ts";
import { z } from "zod";
import type { ClinicSettings } from "../../settings/index.ts";
import { commandFor, query } from "./endpoint.ts";
import type { File } from "./hub.ts";

/** A minute of samples and a little more, in base64. */
const LONGEST_SOUND = 2_650_000;

/** A clinic's own piece for its waiting room. */
export const musicContract = {
  "POST /api/clinics/{slug}/music": commandFor<{ ok: true; ownMusic: NonNullable<ClinicSettings["ownMusic"]> }>()(
    "member",
    "Upload a piece for the waiting room, to be named in its settings then: a WAV file of one channel, 16 bits and 16,000 samples a second, in base64, of 5 to 60 seconds. It is encoded anew",
    z.strictObject({ title: z.string().max(200), sound: z.string().refine((sound) => sound.length <= LONGEST_SOUND, { params: { fault: faultAt("", "pieceTooLong") } }) }),
  ),
  "GET /api/public/clinics/{slug}/music/{musicId}": query<File>("anyone", "The clinic's own piece, as the waiting room plays it"),
} as const;
