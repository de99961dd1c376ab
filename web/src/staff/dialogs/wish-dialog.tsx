import type { ReactNode } from "react";
import { useDesk } from "../desk/desk.tsx";
import type { Wish } from "../desk/wish.ts";
import type { BoardThings } from "../waiting-area/board-view.ts";
import { AddDialog } from "./add-dialog.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { ConfirmDialog } from "./confirm-dialogs.tsx";
import { IdentifyDialog } from "./identify-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { MessageManyDialog } from "./message-many-dialog.tsx";
import { NewCallDialog } from "./new-call-dialog.tsx";
import { ParticipantsDialog } from "./participants-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

/** The dialog that was asked for, about the caller as they are now. */
export function WishDialog({ wish, things, onClose }: { wish: Wish; things: BoardThings; onClose: () => void }): ReactNode {
  const { rowOf } = useDesk();
  switch (wish.kind) {
    case "confirmEntry":
    case "confirmUnlock":
    case "joinInstead":
    case "end":
    case "cancelPlace":
      return <ConfirmDialog kind={wish.kind} row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "identify":
      return <IdentifyDialog row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "add":
      return <AddDialog row={rowOf(wish.row.id) ?? wish.row} rows={things.rows} onClose={onClose} />;
    case "transfer":
      return <TransferDialog row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "remove":
      return <RemoveDialog row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "assign":
      return <AssignDialog row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "participants":
      return <ParticipantsDialog row={rowOf(wish.row.id) ?? wish.row} onClose={onClose} />;
    case "messageMany":
      return <MessageManyDialog rows={wish.rows} text={wish.text} onClose={onClose} />;
    case "newCall":
      return <NewCallDialog rows={wish.rows.map((row) => rowOf(row.id) ?? row)} onClose={onClose} />;
    case "link":
      return <LinkDialog onClose={onClose} />;
    case "shortcuts":
      return <ShortcutsDialog onClose={onClose} />;
  }
}
