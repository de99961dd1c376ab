import type { AccountSecurity } from "@anteroom/core/protocol";
import { useId, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { ShieldCheckIcon, TriangleAlertIcon } from "../../ui/icons/lucide.ts";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes.tsx";
import { SetUpDialog } from "./set-up-dialog.tsx";

const FEW_CODES = 3;

export function SecondFactorSection({ security, onChanged }: { security: AccountSecurity; onChanged: () => Promise<void> }) {
  const t = useText();
  const title = useId();
  const { send } = useLink();
  const notices = useNotices();
  const [open, setOpen] = useState<"setUp" | "remove" | "renew" | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { secondFactor, app, passkeys, secondFactorRequired, recoveryCodesLeft } = security;

  return (
    <section className="section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{t("account.secondFactor")}</h2>
        <p className="muted">{t("account.secondFactorHint")}</p>
      </header>
      <div className="rows">
        <p className="cluster">
          {secondFactor && recoveryCodesLeft > FEW_CODES ? <ShieldCheckIcon /> : <TriangleAlertIcon />}
          <span>
            {secondFactorRequired && t("account.factorRequired")} {secondFactor ? t("account.factorOn", { count: recoveryCodesLeft }) : t("account.factorOff")}
          </span>
        </p>
      </div>
      <footer>
        <span className="end cluster">
          {app && (passkeys.length > 0 || !secondFactorRequired) && (
            <Button size="small" variant="danger-quiet" onClick={() => setOpen("remove")}>
              {t("account.removeFactor")}
            </Button>
          )}
          {secondFactor && (
            <Button size="small" onClick={() => setOpen("renew")}>
              {t("account.newCodes")}
            </Button>
          )}
          {!app && (
            <Button size="small" variant={secondFactor ? "outline" : "primary"} onClick={() => setOpen("setUp")}>
              {t("account.setUpFactor")}
            </Button>
          )}
        </span>
      </footer>
      {open === "setUp" && (
        <SetUpDialog
          onClose={() => {
            setOpen(null);
            void onChanged();
          }}
        />
      )}
      {open === "remove" && (
        <AskPasswordDialog
          title={t("account.removeFactorAsk")}
          lead={t("account.removeFactorLead")}
          submit={t("account.removeFactor")}
          danger
          ask={(password) => send("POST /api/account/second-factor/remove", { body: { password } })}
          onDone={() => {
            setOpen(null);
            notices.done(t("account.factorRemoved"));
            void onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "renew" && (
        <AskPasswordDialog
          title={t("account.newCodes")}
          lead={t("account.newCodesLead")}
          submit={t("account.newCodes")}
          ask={(password) => send("POST /api/account/second-factor/recovery-codes", { body: { password } })}
          onDone={({ recoveryCodes }) => {
            setOpen(null);
            setCodes(recoveryCodes);
            void onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </section>
  );
}
