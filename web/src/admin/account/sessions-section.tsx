import type { OwnSession } from "@anteroom/core/protocol";
import { useId, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useSession } from "../../staff/app/session.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { MonitorIcon, SmartphoneIcon } from "../../ui/icons/lucide.ts";
import { Tag } from "../../ui/tag.tsx";
import { deviceOf } from "./device-of.ts";

const PHONES: ReadonlySet<string> = new Set(["iPhone", "iPad", "Android"]);

export function SessionsSection({ sessions, onChanged }: { sessions: readonly OwnSession[]; onChanged: () => Promise<void> }) {
  const t = useText();
  const title = useId();
  const { send } = useLink();
  const { signOut } = useSession();
  const notices = useNotices();
  const [asking, setAsking] = useState(false);

  async function end({ id }: OwnSession): Promise<void> {
    const answer = await send("POST /api/account/sessions/{sessionId}/end", { params: { sessionId: id }, body: {} });
    // It may have ended of itself meanwhile.
    if (!answer.ok && answer.problem.code !== "notFound") return notices.refused(refusalText(t, answer.problem));
    notices.done(t("account.sessionEnded"));
    await onChanged();
  }
  async function endAll(): Promise<string | null> {
    const answer = await send("POST /api/account/sessions/end", { body: {} });
    if (!answer.ok) return refusalText(t, answer.problem);
    await signOut();
    return null;
  }

  return (
    <section className="section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{t("account.sessions")}</h2>
        <p className="muted">{t("account.sessionsHint")}</p>
      </header>
      <ul className="rows account-sessions">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => void end(session)} />
        ))}
      </ul>
      <footer>
        <span className="end">
          <Button size="small" variant="danger-quiet" onClick={() => setAsking(true)}>
            {t("account.everywhere")}
          </Button>
        </span>
      </footer>
      {asking && (
        <FormDialog title={t("account.everywhereAsk")} lead={t("account.everywhereLead")} onClose={() => setAsking(false)} act={t("account.everywhere")} danger onSubmit={endAll} />
      )}
    </section>
  );
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const t = useText();
  const { browser, system } = deviceOf(session.userAgent);
  const device = browser && system ? t("account.device", { browser, system }) : (browser ?? system ?? t("account.unknownDevice"));
  const Icon = system && PHONES.has(system) ? SmartphoneIcon : MonitorIcon;
  const when = (at: number) => t.intl.formatDate(at, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li>
      <Icon />
      <span className="grow">
        <span className="strong">{device}</span> {session.isThis && <Tag note>{t("account.thisDevice")}</Tag>}
        <span className="small muted block">{t("account.sessionTimes", { began: when(session.beganAt), seen: when(session.lastSeenAt) })}</span>
      </span>
      {!session.isThis && (
        <Button size="small" aria-label={t("account.endOf", { device })} onClick={onEnd}>
          {t("account.end")}
        </Button>
      )}
    </li>
  );
}
