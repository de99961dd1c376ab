import type { CallView } from "@anteroom/core/protocol";
import { type ReactNode, useId, useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, CopyIcon, UserPlusIcon } from "../../ui/icons/lucide.ts";
import type { Invitation, StaffCallProps } from "../staff-call-props.ts";

type InvitePanelProps = Pick<StaffCallProps["actions"], "invite" | "revoke"> & { invitations: CallView["invitations"]; qrCode: ((url: string) => ReactNode) | undefined };

/** A link that lets one person into this call; whoever opens it types their name. */
export function InvitePanel({ invite, revoke, invitations, qrCode }: InvitePanelProps) {
  const t = useText();
  const id = useId();
  const [made, setMade] = useState<Invitation | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  async function make(): Promise<void> {
    setBusy(true);
    const answer = await invite().finally(() => setBusy(false));
    setCopied(false);
    if (answer) setMade(answer);
  }
  async function copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Not allowed here: the link stands in a field that can be marked.
    }
  }
  const open = invitations.filter(({ used }) => !used);
  return (
    <section className="stack stack-3">
      <h3>{t("invite.title")}</h3>
      <p className="small muted">{t("invite.text")}</p>
      {made && (
        <div className="invitation">
          <label className="sr" htmlFor={id}>
            {t("invite.link")}
          </label>
          <input id={id} className="input" dir="ltr" readOnly value={made.url} onFocus={(event) => event.currentTarget.select()} />
          <Button size="small" variant="soft" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(made.url)}>
            {t(copied ? "invite.copied" : "invite.copy")}
          </Button>
          <span className="sr" role="status">
            {copied ? t("invite.copied") : ""}
          </span>
          {qrCode && <div className="qr">{qrCode(made.url)}</div>}
        </div>
      )}
      <div className="cluster">
        <Button size="small" variant={made ? "outline" : "soft"} icon={UserPlusIcon} busy={busy} onClick={() => void make()}>
          {t(made ? "invite.another" : "invite.make")}
        </Button>
      </div>
      {open.length > 0 && (
        <ul className="box">
          {open.map((invitation) => (
            <li key={invitation.id} className="person-row person-line">
              <span className="grow small">
                {t("invite.until", { time: t.intl.formatTime(invitation.expiresAt) })}
                <span className="muted block">{t("invite.made", { time: t.intl.formatTime(invitation.createdAt) })}</span>
              </span>
              <Button size="small" onClick={() => void revoke(invitation.id)} aria-label={t("invite.revokeOne", { time: t.intl.formatTime(invitation.createdAt) })}>
                {t("invite.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
