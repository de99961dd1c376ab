import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useSession } from "../../staff/app/session.tsx";
import { SignInFrame } from "../../staff/app/sign-in-frame.tsx";
import { useWorld } from "../../staff/app/world.tsx";
import { Button } from "../../ui/button.tsx";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { SetUpDialog } from "./set-up-dialog.tsx";
import "./account.css";

/** An organisation of the person asks for a second factor: the one page they have until it is set up. */
export function ProtectPage() {
  const t = useText();
  const { enter, signOut } = useSession();
  const { auth } = useWorld();
  const [open, setOpen] = useState<"app" | "passkey" | null>(null);
  const close = (isOn: boolean) => {
    setOpen(null);
    if (isOn) void enter();
  };

  return (
    <SignInFrame title={t("account.protect")} lead={t("account.protectLead")}>
      <div className="card stack signin-form">
        <p>{t("account.protectHow")}</p>
        <Button variant="primary" wide onClick={() => setOpen("app")}>
          {t("account.setUpFactor")}
        </Button>
        {auth.canUsePasskeys() && (
          <Button wide onClick={() => setOpen("passkey")}>
            {t("account.addPasskey")}
          </Button>
        )}
        <Button variant="ghost" onClick={() => void signOut()}>
          {t("account.protectLater")}
        </Button>
      </div>
      {open === "app" && <SetUpDialog onClose={close} />}
      {open === "passkey" && <AddPasskeyDialog onClose={close} />}
    </SignInFrame>
  );
}
