import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, CopyIcon } from "../../ui/icons/lucide.ts";
import { useDesk } from "../desk/desk.tsx";
import { useCopy } from "../ui/copy.ts";
import { Dialog } from "../ui/dialog.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { ShareLink } from "./share-link.tsx";

/** The one permanent address of the clinic for all its callers. */
export function LinkDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { clinic } = useDesk();
  const { copied, copy } = useCopy();
  return (
    <Dialog
      title={t("link.title", { clinic: clinic.name })}
      lead={t("link.lead")}
      onClose={onClose}
      footer={(close) => (
        <>
          <Button onClick={close}>{t("dialog.close")}</Button>
          <Button variant="primary" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(clinic.link)}>
            {copied ? t("panel.copied") : t("panel.copy")}
          </Button>
        </>
      )}
    >
      <QrCode text={clinic.link} label={t("link.qr", { clinic: clinic.name })} />
      <p className="link-text" dir="ltr">
        {clinic.link}
      </p>
      <ShareLink />
    </Dialog>
  );
}
