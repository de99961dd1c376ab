import type { SentHubMessage } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Answer } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, ClockIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Who has read a message, and who has not yet. */
export function ReadersDialog({ message, onClose }: { message: SentHubMessage; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const [answer, setAnswer] = useState<Answer<"GET /api/hub/{messageId}/readers"> | null>(null);
  useEffect(() => {
    void send("GET /api/hub/{messageId}/readers", { params: { messageId: message.id } }).then(setAnswer);
  }, [send, message.id]);
  // More may have read it since the list was drawn.
  const read = answer?.ok ? answer.reply.people.filter(({ readAt }) => readAt !== null).length : message.read;
  return (
    <Dialog
      title={t("hub.readBy", { read, count: message.recipients })}
      lead={<bdi>{message.title}</bdi>}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("dialog.done")}
        </Button>
      }
    >
      {!answer && <Skeleton label={t("admin.loading")} lines={4} />}
      {answer && !answer.ok && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, answer.problem)}</p>
        </Banner>
      )}
      {answer?.ok && (
        <ul className="readers">
          {answer.reply.people.map(({ personId, name, readAt }) => (
            <li key={personId}>
              {readAt === null ? <ClockIcon className="muted" /> : <CheckIcon />}
              <bdi className="grow">{name}</bdi>
              <span className="small muted">
                {readAt === null ? t("hub.notRead") : t("hub.readAt", { when: t.intl.formatDate(readAt, { dateStyle: "medium", timeStyle: "short" }) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
