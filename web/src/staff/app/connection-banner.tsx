import { useEffect, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { WifiOffIcon } from "../../ui/icons/lucide.ts";
import { useConnection } from "./link.tsx";

/** A break that heals at once would only unsettle. Milliseconds. */
const PATIENCE_MS = 1_500;

/** Rows stay and times go on counting; this says that they may be old. */
export function ConnectionBanner() {
  const t = useText();
  const { connection } = useConnection();
  const broken = connection === "reconnecting";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!broken) return;
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [broken]);
  return (
    <div role="status" className="connection">
      {shown && (
        <Banner tone="warn" icon={WifiOffIcon}>
          {t("connection.lost")}
        </Banner>
      )}
    </div>
  );
}
