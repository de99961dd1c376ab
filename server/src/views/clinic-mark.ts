import { createHash } from "node:crypto";
import type { Clinic } from "../clinics/index.ts";

/** Another one whenever the name, the slug or a setting is another. */
export function clinicMark({ name, slug, closed, settings }: Clinic): string {
  return createHash("sha256")
    .update(JSON.stringify([name, slug, closed, settings]))
    .digest("base64url")
    .slice(0, 12);
}
