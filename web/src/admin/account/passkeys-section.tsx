import type { AccountSecurity } from "@anteroom/core/protocol";
import { useId, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useWorld } from "../../staff/app/world.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyIcon } from "../../ui/icons/lucide.ts";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";

type Passkey = AccountSecurity["passkeys"][number];
type Open = { what: "add" } | { what: "rename" | "remove"; passkey: Passkey };

/** Devices that open the account by a finger, a face or their own code. */
export function PasskeysSection({ security, onChanged }: { security: AccountSecurity; onChanged: () => Promise<void> }) {
  const t = useText();
  const title = useId();
  const { send } = useLink();
  const { auth } = useWorld();
  const notices = useNotices();
  const [open, setOpen] = useState<Open | null>(null);
  const { passkeys, app, secondFactorRequired, passkeyFault, publicUrl } = security;
  const mayRemove = app || passkeys.length > 1 || !secondFactorRequired;
  const close = () => setOpen(null);

  return (
    <section className="section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{t("account.passkeys")}</h2>
        <p className="muted">{t("account.passkeysHint")}</p>
      </header>
      {passkeys.length > 0 && (
        <ul className="rows account-sessions">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <KeyIcon />
              <span className="grow">
                <span className="strong">{passkey.name}</span>
                <span className="small muted block">{t("account.passkeySince", { date: t.intl.formatDate(passkey.addedAt, { dateStyle: "medium" }) })}</span>
              </span>
              <Button size="small" aria-label={t("account.renamePasskeyOf", { name: passkey.name })} onClick={() => setOpen({ what: "rename", passkey })}>
                {t("account.renamePasskey")}
              </Button>
              {mayRemove && (
                <Button size="small" variant="danger-quiet" aria-label={t("account.removePasskeyOf", { name: passkey.name })} onClick={() => setOpen({ what: "remove", passkey })}>
                  {t("account.removePasskey")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {passkeyFault ? (
        <Banner tone="info">
          <p>{t(passkeyFault === "needsName" ? "account.passkeyNeedsName" : "account.passkeyNeedsHttps", { address: publicUrl })}</p>
        </Banner>
      ) : !auth.canUsePasskeys() ? (
        <Banner tone="info">
          <p>{t("account.passkeyNotHere", { address: publicUrl })}</p>
        </Banner>
      ) : (
        <footer>
          <span className="end">
            <Button size="small" onClick={() => setOpen({ what: "add" })}>
              {t("account.addPasskey")}
            </Button>
          </span>
        </footer>
      )}
      {open?.what === "add" && (
        <AddPasskeyDialog
          onClose={() => {
            close();
            void onChanged();
          }}
        />
      )}
      {open?.what === "rename" && (
        <RenamePasskeyDialog
          passkey={open.passkey}
          onClose={(isDone) => {
            close();
            if (isDone) void onChanged();
          }}
        />
      )}
      {open?.what === "remove" && (
        <AskPasswordDialog
          title={t("account.removePasskeyAsk", { name: open.passkey.name })}
          lead={t("account.removePasskeyLead")}
          submit={t("account.removePasskey")}
          danger
          ask={(password) => send("POST /api/account/passkeys/{passkeyId}/remove", { params: { passkeyId: open.passkey.id }, body: { password } })}
          onDone={() => {
            close();
            notices.done(t("account.passkeyRemoved"));
            void onChanged();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
