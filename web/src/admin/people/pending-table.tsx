import type { PendingInvitation } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Tag } from "../../ui/tag.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { roleNames } from "./role-words.ts";

/** Who was invited and has not come yet. */
export function PendingTable({ rows, label, withClinic, onChange }: { rows: readonly PendingInvitation[]; label: string; withClinic: boolean; onChange: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [withdrawn, setWithdrawn] = useState<PendingInvitation | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  async function resend({ id, email }: PendingInvitation): Promise<void> {
    if (busy) return;
    setBusy(id);
    const answer = await send("POST /api/membership-invitations/{invitationId}/resend", { params: { invitationId: id } });
    setBusy(null);
    if (answer.ok) notices.done(answer.reply.sends ? t("people.resent", { email }) : t("people.renewed", { email }), answer.reply.sends ? {} : { lifeMs: 10_000 });
    else notices.refused(refusalText(t, answer.problem));
    onChange();
  }
  async function withdraw({ id, email }: PendingInvitation) {
    const answer = await send("POST /api/membership-invitations/{invitationId}/withdraw", { params: { invitationId: id } });
    if (!answer.ok) return answer.problem;
    notices.done(t("people.withdrawn", { email }));
    return null;
  }

  return (
    <>
      <table className="people-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("people.email")}</th>
            <th scope="col">{t("people.role")}</th>
            <th scope="col">{t("people.sent")}</th>
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const when = t.intl.formatDate(row.sentAt, { dateStyle: "medium" });
            return (
              <tr key={row.id}>
                <th scope="row" dir="ltr" className="clip">
                  {row.email}
                </th>
                <td>
                  <span className="block">{t(roleNames[row.role])}</span>
                  {withClinic && row.clinicName && (
                    <span className="small muted block" dir="auto">
                      {row.clinicName}
                    </span>
                  )}
                </td>
                <td>
                  <span className="block">{t("people.sentBy", { when, name: row.byName })}</span>
                  {row.isOver ? (
                    <Tag note>{t("people.expired")}</Tag>
                  ) : (
                    <span className="small muted">{t("people.until", { when: t.intl.formatDate(row.expiresAt, { dateStyle: "medium" }) })}</span>
                  )}
                </td>
                <td className="act">
                  {row.mayEdit && (
                    <>
                      <Button size="small" busy={busy === row.id} aria-label={t("people.resendTo", { email: row.email })} onClick={() => void resend(row)}>
                        {t("people.resend")}
                      </Button>
                      <Button size="small" variant="danger-quiet" aria-label={t("people.withdrawFrom", { email: row.email })} onClick={() => setWithdrawn(row)}>
                        {t("people.withdraw")}
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {withdrawn && (
        <ConfirmDialog
          title={t("people.withdrawTitle", { email: withdrawn.email })}
          lead={t("people.withdrawLead")}
          act={t("people.withdraw")}
          name={withdrawn.email}
          confirm={() => withdraw(withdrawn)}
          onDone={() => {
            setWithdrawn(null);
            onChange();
          }}
          onClose={() => setWithdrawn(null)}
        />
      )}
    </>
  );
}
