import { useText } from "../i18n/call-messages.ts";
import type { MediaRoute } from "../media/session.ts";
import { ShieldCheckIcon } from "../ui/icons/lucide.ts";
import { ROUTE_EXPLAINED, ROUTE_TEXT } from "./announcements.ts";

/** By which way pictures and voices go. On a narrow screen the one word that matters. */
export function PrivacyLabel({ route }: { route: MediaRoute }) {
  const t = useText();
  return (
    <span className="route" title={t(ROUTE_EXPLAINED[route])}>
      <ShieldCheckIcon />
      <span className="wide-only">{t(ROUTE_TEXT[route])}</span>
      <span className="narrow-only">{t(route === "sfu" ? "route.groupShort" : "route.short")}</span>
    </span>
  );
}
