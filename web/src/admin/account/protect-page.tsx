import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useSession } from "../../staff/app/session.tsx";
import { SignInFrame } from "../../staff/app/sign-in-frame.tsx";
import { Button } from "../../ui/button.tsx";
import { SetUpDialog } from "./set-up-dialog.tsx";

/** An organisation of the person asks for a second factor: the one page they have until it is set up. */
export function ProtectPage() {
  const t = useText();
  const { enter, signOut } = useSession();
  const [open, setOpen] = useState<"app" | null>(null);

  return (
    <SignInFrame title={t("account.protect")} lead={t("account.protectLead")}>
      <div className="card stack signin-form">
        <p>{t("account.protectHow")}</p>
        <Button variant="primary" wide onClick={() => setOpen("app")}>
          {t("account.setUpFactor")}
        </Button>
        <Button variant="ghost" onClick={() => void signOut()}>
          {t("account.protectLater")}
        </Button>
      </div>
      {open === "app" && (
        <SetUpDialog
          onClose={(isOn) => {
            setOpen(null);
            if (isOn) void enter();
          }}
        />
      )}
    </SignInFrame>
  );
}
