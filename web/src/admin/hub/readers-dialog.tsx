import type { SentHubMessage } from "@anteroom/core/protocol";
import { useCallback } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Dialog } from "../../staff/ui/dialog.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckIcon, ClockIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";
import { Pager } from "../people/pager.tsx";
import { type Asked, usePaged } from "../people/use-paged.ts";

/** Who has read a message, and who has not yet. */
export function ReadersDialog({ message, onClose }: { message: SentHubMessage; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const ask = useCallback((body: Asked) => send("GET /api/hub/{messageId}/readers", { params: { messageId: message.id }, body }), [send, message.id]);
  const { reply, problem, find, setFind, page, setPage, again } = usePaged(ask);
  return (
    <Dialog
      // More may have read it since the list was drawn.
      title={t("hub.readBy", { read: reply?.read ?? message.read, count: message.recipients })}
      lead={<bdi>{message.title}</bdi>}
      onClose={onClose}
      footer={() => (
        <Button variant="primary" onClick={onClose}>
          {t("dialog.done")}
        </Button>
      )}
    >
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!reply && !problem && <Skeleton label={t("admin.loading")} lines={4} />}
      {reply && (
        <>
          <FindField label={t("hub.findReader")} value={find} onChange={setFind} />
          <ul className="readers">
            {reply.people.map(({ personId, name, readAt }) => (
              <li key={personId}>
                {readAt === null ? <ClockIcon className="muted" /> : <CheckIcon />}
                <bdi className="grow">{name}</bdi>
                <span className="small muted">
                  {readAt === null ? t("hub.notRead") : t("hub.readAt", { when: t.intl.formatDate(readAt, { dateStyle: "medium", timeStyle: "short" }) })}
                </span>
              </li>
            ))}
          </ul>
          {reply.people.length === 0 && <p className="muted small">{t("hub.noneFound")}</p>}
          <Pager total={reply.total} page={page} onPage={setPage} />
        </>
      )}
    </Dialog>
  );
}
