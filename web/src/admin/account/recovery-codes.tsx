import { useText } from "../../i18n/admin-messages.ts";
import { useCopy } from "../../staff/ui/copy.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, CopyIcon, DownloadIcon } from "../../ui/icons/lucide.ts";

/** Shown this once: to be kept where the phone is not. */
function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useText();
  const { copied, copy } = useCopy();
  const text = `${codes.join("\n")}\n`;
  return (
    <>
      <p>{t("account.codesHint")}</p>
      <ul className="recovery-codes" dir="ltr" aria-label={t("account.codes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="cluster">
        <Button size="small" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(text)}>
          {copied ? t("account.copied") : t("account.copy")}
        </Button>
        <a className="btn btn-outline btn-s" download="anteroom-recovery-codes.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
          <DownloadIcon />
          {t("account.download")}
        </a>
      </div>
    </>
  );
}

export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog
      title={t("account.codes")}
      onClose={onClose}
      footer={() => (
        <Button variant="primary" onClick={onClose}>
          {t("account.codesKept")}
        </Button>
      )}
    >
      <RecoveryCodes codes={codes} />
    </Dialog>
  );
}
