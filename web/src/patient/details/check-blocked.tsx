import type { PublicClinic } from "@anteroom/core/protocol";
import { useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PhoneIcon } from "../../ui/icons/lucide.ts";
import { SupportLine } from "../frame/support-line.tsx";

/** The clinic's check does not let this device in: mend it, phone, or ask to be phoned. */
export function CheckBlocked({ clinic, onAgain, onPhoneMe }: { clinic: PublicClinic; onAgain: () => void; onPhoneMe: () => void }) {
  const t = useText();
  return (
    <Banner tone="bad" role="alert">
      <div>
        <b className="strong block">{t("check.blocked.title")}</b>
        {t("check.blocked.text")}
      </div>
      <SupportLine clinic={clinic} />
      <div className="cluster">
        <Button variant="soft" onClick={onAgain}>
          {t("check.again")}
        </Button>
        <Button icon={PhoneIcon} onClick={onPhoneMe}>
          {t("check.phoneMe")}
        </Button>
      </div>
    </Banner>
  );
}
