import { mayOnPlatform } from "@anteroom/core/access";
import type { OutboxLine, OutboxState } from "@anteroom/core/protocol";
import { useCallback, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { isolated } from "../../staff/words/isolated.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field } from "../../ui/field.tsx";
import { CircleAlertIcon, CircleCheckIcon, ClockIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { usePlatformPlace } from "../frame/places.tsx";
import { useOlder } from "../frame/use-older.ts";
import { OutboxMessageDialog } from "./outbox-message-dialog.tsx";
import "./outbox.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

const STATES: readonly OutboxState[] = ["waiting", "sent", "failed"];
const icons = { waiting: ClockIcon, sent: CircleCheckIcon, failed: CircleAlertIcon };

export function OutboxPage() {
  return mayOnPlatform(membershipsOf(usePerson()), "manageOrganisations") ? <Outbox /> : <NoSuchPage />;
}

/** What was sent, or would have been: without a mail server invitations are passed on from here. */
function Outbox() {
  const t = useText();
  const place = usePlatformPlace();
  const { send } = useLink();
  const [typed, setTyped] = useState("");
  const [words, setWords] = useState("");
  const [state, setState] = useState<OutboxState | "">("");
  const [sends, setSends] = useState(true);
  const [openId, setOpenId] = useState<string | null>(null);
  const ask = useCallback(
    async (after: string | undefined) => {
      const query = new URLSearchParams({ words, ...(state && { state }), ...(after && { after }) });
      const answer = await send("GET /api/platform/outbox", { body: Object.fromEntries(query) });
      if (!answer.ok) return answer;
      setSends(answer.reply.sends);
      return { ok: true as const, page: { items: answer.reply.messages, more: answer.reply.more } };
    },
    [send, words, state],
  );
  const { list, problem, busy, older, again } = useOlder<OutboxLine>(ask);
  const isFiltered = words !== "" || state !== "";
  return (
    <AdminFrame {...place} title={t("outbox.title")} lead={t("outbox.lead")}>
      {!sends && <Banner tone="info">{t("outbox.noServer")}</Banner>}
      <form
        className="outbox-filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setWords(typed.trim());
        }}
      >
        <Field label={t("outbox.search")}>
          {(control) => <input {...control} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => setWords(typed.trim())} />}
        </Field>
        <Field label={t("outbox.state")}>
          {(control) => (
            <Select {...control} value={state} onChange={(event) => setState(event.target.value as OutboxState | "")}>
              <option value="">{t("outbox.all")}</option>
              {STATES.map((each) => (
                <option key={each} value={each}>
                  {t(`outbox.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!list && !problem && <Skeleton label={t("admin.loading")} lines={8} />}
      {list?.items.length === 0 && <EmptyState title={t(isFiltered ? "outbox.noneFound" : "outbox.none")}>{!isFiltered && t("outbox.noneMore")}</EmptyState>}
      {list && list.items.length > 0 && (
        <ul className="outbox">
          {list.items.map((message) => (
            <Row key={message.id} message={message} onOpen={() => setOpenId(message.id)} />
          ))}
        </ul>
      )}
      {list?.more && (
        <Button className="outbox-older" busy={busy} onClick={() => void older()}>
          {t("outbox.older")}
        </Button>
      )}
      {openId && <OutboxMessageDialog messageId={openId} onRetried={again} onClose={() => setOpenId(null)} />}
    </AdminFrame>
  );
}

function Row({ message: { kind, to, subject, state, createdAt, problem }, onOpen }: { message: OutboxLine; onOpen: () => void }) {
  const t = useText();
  const Icon = icons[state];
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <span className="outbox-to strong">
          <bdi>{to}</bdi>
        </span>
        <span className="outbox-subject">
          <bdi>{kind === "text" ? t("outbox.textMessage") : subject}</bdi>
          {problem && state !== "sent" && <span className="small muted block">{t("outbox.problem", { problem: isolated(problem) })}</span>}
        </span>
        <span className={`outbox-state is-${state}`}>
          <Icon />
          {t(`outbox.${state}`)}
        </span>
        <span className="small muted">{t.intl.formatDate(createdAt, { dateStyle: "medium", timeStyle: "short" })}</span>
      </button>
    </li>
  );
}
