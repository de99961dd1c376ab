import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { EllipsisIcon, MegaphoneIcon, VideoIcon } from "../../ui/icons/lucide.ts";
import { useBusy } from "../desk/busy.ts";
import { useDesk } from "../desk/desk.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";

/** What is done to several callers: those ticked, or all that are shown. `compact` puts it into a menu. */
export function WaitingAreaActions({ rows: shown, ticked, mayMessage, compact }: { rows: readonly RowView[]; ticked: readonly RowView[]; mayMessage: boolean; compact: boolean }) {
  const t = useText();
  const { ask, commands, busy } = useDesk();
  const isOpeningCall = useBusy(busy, "newCall");
  const rows = ticked.length > 0 ? ticked : shown;
  const canMessage = mayMessage && rows.length > 0;
  const messageText = ticked.length > 0 ? t("board.messageTicked", { count: ticked.length }) : t("board.messageAll");
  const callText = ticked.length > 0 ? t("board.newCallWith", { count: ticked.length }) : t("board.newCall");
  const message = () => ask({ kind: "messageMany", rows, text: "" });
  const call = () => (ticked.length > 0 ? ask({ kind: "newCall", rows: ticked }) : void commands.newCall([]));
  if (compact)
    return (
      <Menu label={t("board.more")} button={<EllipsisIcon />}>
        {canMessage && (
          <MenuItem icon={MegaphoneIcon} onAction={message}>
            {messageText}
          </MenuItem>
        )}
        <MenuItem icon={VideoIcon} onAction={call}>
          {callText}
        </MenuItem>
      </Menu>
    );
  return (
    <>
      <Button icon={MegaphoneIcon} aria-disabled={!canMessage} onClick={message}>
        {messageText}
      </Button>
      <Button variant="primary" icon={VideoIcon} busy={isOpeningCall} onClick={call}>
        {callText}
      </Button>
    </>
  );
}
