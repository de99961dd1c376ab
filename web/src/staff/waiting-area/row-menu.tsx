import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import {
  ArrowRightLeftIcon,
  BanIcon,
  BellIcon,
  ChevronUpIcon,
  CircleCheckIcon,
  HistoryIcon,
  MessageSquareIcon,
  PauseIcon,
  SquareUserIcon,
  UserCheckIcon,
  XIcon,
  UserXIcon,
  UsersIcon,
  VideoIcon,
} from "../../ui/icons/lucide.ts";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FloatingMenu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { nameOf } from "./row-status.ts";

/** Everything else that can be done with this caller now. `first`: the row before which *See next* would put this one. */
export function RowMenu({ row, first, anchor, onClose }: { row: RowView; first: RowView | null; anchor: HTMLElement; onClose: () => void }) {
  const t = useText();
  const { commands, clinic, ownSeat, ask, openDetails } = useDesk();
  const person = usePerson();
  const name = nameOf(row);
  const isMine = row.with.some(({ personId }) => personId === person.id);
  const isOver = row.state === "ended";
  /** Others are in a call with this caller: only an administrator may take them away. */
  const isTheirs = row.state === "seen" && !isMine;
  const mayMove = !isOver && (!isTheirs || clinic.mayAdminister);
  return (
    <FloatingMenu label={t("row.more", { name })} anchor={anchor} onClose={onClose}>
      <MenuItem icon={SquareUserIcon} onAction={() => openDetails(row.id, "details")}>
        {t("row.details")}
      </MenuItem>
      {!isOver && (
        <MenuItem icon={MessageSquareIcon} onAction={() => openDetails(row.id, "messages")}>
          {t("row.message")}
        </MenuItem>
      )}
      {row.state === "seen" && (
        <MenuItem icon={UsersIcon} onAction={() => ask({ kind: "participants", row })}>
          {t("row.participants")}
        </MenuItem>
      )}
      <MenuItem icon={HistoryIcon} onAction={() => openDetails(row.id, "activity")}>
        {t("row.activity")}
      </MenuItem>
      {!isOver && <MenuLine />}
      {ownSeat && !isMine && !isOver && row.presence !== "offline" && (
        <MenuItem icon={VideoIcon} onAction={() => ask({ kind: "joinInstead", row })}>
          {t("row.joinInstead")}
        </MenuItem>
      )}
      {isMine && row.added && (
        <MenuItem icon={XIcon} onAction={() => void commands.takeOut(row)}>
          {t("row.takeOut")}
        </MenuItem>
      )}
      {isMine && !row.added && (
        <MenuItem icon={PauseIcon} onAction={() => void commands.hold(row)}>
          {t("row.hold")}
        </MenuItem>
      )}
      {mayMove && (
        <MenuItem icon={ArrowRightLeftIcon} onAction={() => ask({ kind: "transfer", row })}>
          {t("row.transfer")}
        </MenuItem>
      )}
      {row.handover && !isOver && (
        <MenuItem icon={XIcon} onAction={() => void commands.endHandover(row)}>
          {t("handover.cancel")}
        </MenuItem>
      )}
      {!isOver && (
        <MenuItem icon={UserCheckIcon} onAction={() => ask({ kind: "assign", row })}>
          {t("row.assign")}
        </MenuItem>
      )}
      {first && first.id !== row.id && row.state === "waiting" && (
        <MenuItem icon={ChevronUpIcon} onAction={() => void commands.moveBefore(row, first)}>
          {t("row.seeNext")}
        </MenuItem>
      )}
      {(row.presence === "offline" || row.presence === "away") && !isOver && (
        <MenuItem icon={BellIcon} onAction={() => void commands.recall(row)}>
          {t("row.recall")}
        </MenuItem>
      )}
      {row.presence === "offline" && !isOver && (
        <MenuItem icon={BanIcon} danger onAction={() => ask({ kind: "cancelPlace", row })}>
          {t("row.cancelPlace")}
        </MenuItem>
      )}
      {(isMine || row.state === "held") && (
        <MenuItem icon={CircleCheckIcon} onAction={() => ask({ kind: "end", row })}>
          {t("row.end")}
        </MenuItem>
      )}
      {mayMove && (
        <MenuItem icon={UserXIcon} danger onAction={() => ask({ kind: "remove", row })}>
          {t("row.remove")}
        </MenuItem>
      )}
    </FloatingMenu>
  );
}
