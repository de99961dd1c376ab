import type { RowView } from "@anteroom/core/protocol";
import { keptWhileSignedIn } from "../app/kept.ts";

export type Corrections = Pick<RowView, "firstName" | "lastName" | "phone" | "providerNotes" | "fields">;
/** `before`: the row as it was when this began, so that only what was changed here is sent. */
export type Edit = { before: RowView; draft: Corrections };

/** By visit: what was typed about callers and neither saved nor cancelled. It outlives the details, which close by a single key. */
export const unsavedEdits = keptWhileSignedIn<Edit>();
