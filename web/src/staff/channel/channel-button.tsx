import { useText } from "../../i18n/staff-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { MessagesSquareIcon } from "../../ui/icons/lucide.ts";
import { useDesk } from "../desk/desk.tsx";
import { useUnread } from "./use-channel.ts";

/** Opens what the team writes to each other, and says how much of it is new. */
export function ChannelButton() {
  const t = useText();
  const { clinic, isChannelOpen, openChannel, closeChannel } = useDesk();
  const unread = useUnread(clinic.id);
  const label = unread > 0 ? `${t("channel.title")}, ${t("channel.unread", { count: unread })}` : t("channel.title");
  return <IconButton label={label} icon={MessagesSquareIcon} badge={Math.min(unread, 99)} aria-expanded={isChannelOpen} onClick={isChannelOpen ? closeChannel : openChannel} />;
}
