import type { RowView } from "@anteroom/core/protocol";
import type { Stream } from "../../link/index.ts";

export type Corrections = Pick<RowView, "firstName" | "lastName" | "phone" | "providerNotes" | "fields">;
/** `before`: the row as it was when this began, so that only what was changed here is sent. */
export type Edit = { before: RowView; draft: Corrections };

/** By visit, while somebody is signed in; not in the browser's storage, as it names callers. */
const edits = new WeakMap<Stream, Map<string, Edit>>();

/** What was typed about callers and neither saved nor cancelled. It outlives the details, which close by a single key. */
export function unsavedEdits(stream: Stream): Map<string, Edit> {
  const own = edits.get(stream) ?? new Map<string, Edit>();
  edits.set(stream, own);
  return own;
}
