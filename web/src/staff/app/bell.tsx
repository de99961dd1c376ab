import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { BellIcon } from "../../ui/icons/lucide.ts";
import { usePerson } from "./session.tsx";

/** Messages of the hub: a line of the side bar. */
export function BellLine({ onGo }: { onGo?: () => void }) {
  const t = useText();
  const { unread } = usePerson();
  return (
    <RouteLink className="nav" href="/messages" {...(onGo && { onClick: onGo })}>
      <BellIcon />
      {t("nav.messages")}
      {unread > 0 && (
        <span className="count">
          <span aria-hidden="true">{unread}</span>
          <span className="sr">{t("nav.unread", { count: unread })}</span>
        </span>
      )}
    </RouteLink>
  );
}

/** The same in a header. */
export function Bell() {
  const t = useText();
  const { unread } = usePerson();
  const label = unread > 0 ? `${t("nav.messages")}, ${t("nav.unread", { count: unread })}` : t("nav.messages");
  return (
    <RouteLink className="icon-btn" href="/messages" aria-label={label} title={label}>
      <BellIcon />
      {unread > 0 && <span className="dot-badge">{unread > 99 ? "99+" : unread}</span>}
    </RouteLink>
  );
}
