import { useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useSurroundings } from "../surroundings.ts";
import { browserKind, realBrowserAddress } from "../../media/browser-kind.ts";

/** True where asking for the camera would be in vain, known before asking. */
export function useInsideApp(): boolean {
  const { browser } = useSurroundings();
  const { insideApp, system } = browserKind(browser.userAgent, browser.maxTouchPoints);
  // Windows inside apps on iOS may have been given the camera; there the browser says so itself.
  return insideApp && (system !== "ios" || !browser.hasCamera);
}

/** Before anything is asked: one tap to the real browser. */
export function InAppNotice() {
  const t = useText();
  const { browser } = useSurroundings();
  const [copied, setCopied] = useState(false);
  if (!useInsideApp()) return null;
  const address = realBrowserAddress(browserKind(browser.userAgent, browser.maxTouchPoints), location.href);
  async function copy(): Promise<void> {
    await navigator.clipboard?.writeText(location.href).then(
      () => setCopied(true),
      () => {}, // the app forbids it too: the other button remains
    );
  }
  return (
    <Banner tone="warn">
      <div>
        <b className="strong block">{t("inApp.title")}</b>
        {t("inApp.text")}
      </div>
      <div className="cluster">
        {address && (
          <a className="btn btn-soft" href={address}>
            {t("inApp.open")}
          </a>
        )}
        <Button variant="soft" onClick={() => void copy()}>
          {t("inApp.copy")}
        </Button>
      </div>
      {copied && <p role="status">{t("inApp.copied")}</p>}
    </Banner>
  );
}
