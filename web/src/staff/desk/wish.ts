import type { RowView } from "@anteroom/core/protocol";

/** A dialog that somebody asked for. `row` is the caller as seen then; the dialog shows what has become of them since. */
export type Wish =
  | { kind: "confirmEntry"; row: RowView }
  | { kind: "identify"; row: RowView }
  | { kind: "confirmUnlock"; row: RowView }
  | { kind: "add"; row: RowView }
  | { kind: "joinInstead"; row: RowView }
  | { kind: "transfer"; row: RowView }
  | { kind: "end"; row: RowView }
  | { kind: "remove"; row: RowView }
  | { kind: "cancelPlace"; row: RowView }
  | { kind: "assign"; row: RowView }
  | { kind: "participants"; row: RowView }
  | { kind: "messageMany"; rows: readonly RowView[]; text: string }
  | { kind: "newCall"; rows: readonly RowView[] }
  | { kind: "link" }
  | { kind: "shortcuts" };
