import type { HubMessage } from "@anteroom/core/protocol";
import { useCallback, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFind } from "../frame/use-find.ts";
import { useOlder } from "../frame/use-older.ts";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** What was written to me. A message is read when it is opened, or all at once. */
export function Inbox() {
  const t = useText();
  const { send } = useLink();
  const { unread } = usePerson();
  const notices = useNotices();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [allRead, setAllRead] = useState(false);
  const { find, setFind, asked } = useFind();
  const ask = useCallback(
    async (after: string | undefined) => {
      const answer = await send("GET /api/hub", { body: { after, find: asked } });
      return answer.ok ? { ok: true as const, page: { items: answer.reply.messages, more: answer.reply.more } } : answer;
    },
    // A new message moves the number of those that wait: the list is asked for anew.
    // oxlint-disable-next-line react/exhaustive-deps
    [send, unread, asked],
  );
  const { list, problem, busy, older, again } = useOlder<HubMessage>(ask);

  function open(message: HubMessage, isOpen: boolean): void {
    if (!isOpen || message.readAt !== null || opened.has(message.id)) return;
    setOpened((before) => new Set(before).add(message.id));
    void send("POST /api/hub/{messageId}/read", { params: { messageId: message.id } });
  }
  async function readAll(): Promise<void> {
    setAllRead(true);
    const answer = await send("POST /api/hub/read");
    setAllRead(false);
    if (!answer.ok) notices.refused(refusalText(t, answer.problem));
  }

  if (!list) return problem ? <ProblemBanner problem={problem} again={again} /> : <Skeleton label={t("admin.loading")} lines={6} />;
  if (list.items.length === 0 && !find && !asked) return <EmptyState title={t("hub.none")}>{t("hub.noneMore")}</EmptyState>;
  return (
    <>
      <FindField className="search-alone" label={t("hub.findMessage")} value={find} onChange={setFind} />
      {problem && <ProblemBanner problem={problem} again={again} />}
      {unread > 0 && (
        <div className="between">
          <p className="muted">{t("hub.unread", { count: unread })}</p>
          <Button size="small" variant="ghost" busy={allRead} onClick={() => void readAll()}>
            {t("hub.readAll")}
          </Button>
        </div>
      )}
      {list.items.length === 0 && <EmptyState title={t("hub.noMessage")} actions={<Button onClick={() => setFind("")}>{t("hub.showAll")}</Button>} />}
      <ul className="hub-letters">
        {list.items.map((message) => (
          <li key={message.id}>
            <details className="hub-letter" onToggle={(event) => open(message, event.currentTarget.open)}>
              <summary>
                <span className={message.readAt === null ? "dot" : "dot is-offline"} />
                <span className="grow">
                  <span className={message.readAt === null ? "strong block" : "block"} dir="auto">
                    {message.title}
                  </span>
                  <span className="small muted block">
                    <bdi>{message.byName}</bdi> · <bdi>{message.fromName}</bdi>
                  </span>
                </span>
                {message.readAt === null && <span className="sr">{t("hub.new")}</span>}
                <time className="small muted" dateTime={new Date(message.at).toISOString()}>
                  {t.intl.formatDate(message.at, { dateStyle: "medium", timeStyle: "short" })}
                </time>
              </summary>
              <p className="hub-body" dir="auto">
                {message.body}
              </p>
            </details>
          </li>
        ))}
      </ul>
      {list.more && (
        <Button className="audit-older" busy={busy} onClick={() => void older()}>
          {t("audit.older")}
        </Button>
      )}
    </>
  );
}
