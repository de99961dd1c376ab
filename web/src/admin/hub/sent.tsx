import type { SentHubMessage } from "@anteroom/core/protocol";
import { useCallback, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { UsersIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFind } from "../frame/use-find.ts";
import { useOlder } from "../frame/use-older.ts";
import { type HubPlace, requestsOf } from "./hub-place.ts";
import { ReadersDialog } from "./readers-dialog.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** What was sent from here, and how many have read it. */
export function Sent({ place }: { place: HubPlace }) {
  const t = useText();
  const { send } = useLink();
  const [shown, setShown] = useState<SentHubMessage | null>(null);
  const { find, setFind, asked } = useFind();
  const ask = useCallback(
    async (after: string | undefined) => {
      const answer = await requestsOf(send, place).sent({ after, find: asked });
      return answer.ok ? { ok: true as const, page: { items: answer.reply.messages, more: answer.reply.more } } : answer;
    },
    [send, place, asked],
  );
  const { list, problem, busy, older, again } = useOlder<SentHubMessage>(ask);

  if (!list) return problem ? <ProblemBanner problem={problem} again={again} /> : <Skeleton label={t("admin.loading")} lines={6} />;
  if (list.items.length === 0 && !find && !asked) return <EmptyState title={t("hub.noneSent")}>{t("hub.noneSentMore")}</EmptyState>;
  return (
    <>
      <FindField className="search-alone" label={t("hub.findMessage")} value={find} onChange={setFind} />
      {problem && <ProblemBanner problem={problem} again={again} />}
      {list.items.length === 0 && <EmptyState title={t("hub.noMessage")} actions={<Button onClick={() => setFind("")}>{t("hub.showAll")}</Button>} />}
      <ul className="hub-letters">
        {list.items.map((message) => (
          <li key={message.id} className="hub-letter is-sent">
            <div className="between">
              <h2 className="h-small" dir="auto">
                {message.title}
              </h2>
              <time className="small muted" dateTime={new Date(message.at).toISOString()}>
                {t.intl.formatDate(message.at, { dateStyle: "medium", timeStyle: "short" })}
              </time>
            </div>
            <p className="small muted">{t("hub.way", { name: message.byName, from: message.fromName, to: toText(message) })}</p>
            <p className="hub-body" dir="auto">
              {message.body}
            </p>
            <Button size="small" icon={UsersIcon} onClick={() => setShown(message)}>
              {t("hub.readBy", { read: message.read, count: message.recipients })}
            </Button>
          </li>
        ))}
      </ul>
      {list.more && (
        <Button className="audit-older" busy={busy} onClick={() => void older()}>
          {t("audit.older")}
        </Button>
      )}
      {shown && <ReadersDialog message={shown} onClose={() => setShown(null)} />}
    </>
  );

  function toText({ to, fromName }: SentHubMessage): string {
    if (to.kind === "people") return t("hub.chosen");
    return t("hub.everyoneOf", { name: (to.kind === "clinic" && to.clinicName) || fromName });
  }
}
