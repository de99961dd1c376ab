import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Answer } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useCopy } from "../../staff/ui/copy.ts";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, CopyIcon } from "../../ui/icons/lucide.ts";
import { problemText } from "../frame/wrong-field.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** The whole text. Its link may open somebody's account; that it was read is in the audit log. */
export function OutboxMessageDialog({ messageId, onRetried, onClose }: { messageId: string; onRetried: () => void; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const { copied, copy } = useCopy();
  const [answer, setAnswer] = useState<Answer<"GET /api/platform/outbox/{messageId}"> | null>(null);
  useEffect(() => void send("GET /api/platform/outbox/{messageId}", { params: { messageId } }).then(setAnswer), [send, messageId]);
  const message = answer?.ok ? answer.reply : null;

  async function retry(): Promise<void> {
    const told = await send("POST /api/platform/outbox/{messageId}/retry", { params: { messageId }, body: {} });
    if (!told.ok) return notices.refused(problemText(t, told.problem));
    notices.done(t("outbox.retried"));
    onRetried();
    onClose();
  }

  return (
    <Dialog
      title={message ? <bdi>{message.kind === "text" ? t("outbox.textMessage") : message.subject}</bdi> : t("outbox.message")}
      lead={message && t("outbox.to", { to: message.to })}
      onClose={onClose}
      footer={() => (
        <>
          {message?.state === "failed" && (message.link || message.kind === "text") && <Button onClick={() => void retry()}>{t("outbox.retry")}</Button>}
          {message?.link && (
            <Button icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(message.link ?? "")}>
              {copied ? t("outbox.linkCopied") : t("outbox.copyLink")}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t("dialog.done")}
          </Button>
        </>
      )}
    >
      {!answer && <Skeleton label={t("admin.loading")} lines={5} />}
      {answer && !answer.ok && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, answer.problem)}</p>
        </Banner>
      )}
      {message && (
        <>
          <p className="outbox-text" dir="auto">
            {message.text}
          </p>
          {message.link && <p className="small muted">{t("outbox.linkWarning")}</p>}
        </>
      )}
    </Dialog>
  );
}
