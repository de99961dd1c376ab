import { useEffect, useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import type { StreamSnapshot } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";

/** Shorter breaks heal unseen. Milliseconds. */
const PATIENCE_MS = 1_500;

/** Calm when all is well; says what happens, and what we do about it, when it is not. */
export function ConnectionLine({ connection, phoneEnding }: { connection: StreamSnapshot["connection"]; phoneEnding: string | null }) {
  const t = useText();
  const [overdue, setOverdue] = useState(false);
  const isConnected = connection === "connected";
  useEffect(() => {
    if (isConnected) return;
    const timer = setTimeout(() => setOverdue(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [isConnected]);
  if (overdue && !isConnected)
    return (
      <Banner tone="warn" role="status">
        <p>
          {t("waiting.lost")} {phoneEnding && t("waiting.phone", { ending: phoneEnding })}
        </p>
      </Banner>
    );
  return (
    <p className="open" role="status">
      <span className="dot" />
      {t("waiting.connected")}
    </p>
  );
}
