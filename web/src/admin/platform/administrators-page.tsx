import "../people/people.css";
import { mayOnPlatform } from "@anteroom/core/access";
import type { PlatformAdministrator } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { UserPlusIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { usePlatformPlace } from "../frame/places.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";
import { InviteDialog } from "../people/invite-dialog.tsx";
import { Pager } from "../people/pager.tsx";
import { Pending } from "../people/pending.tsx";
import { type Asked, usePaged } from "../people/use-paged.ts";
import { AdministratorsTable } from "./administrators-table.tsx";

/** Those who run the installation, and who was asked to. */
export function PlatformAdministratorsPage() {
  const t = useText();
  const { send } = useLink();
  const place = usePlatformPlace();
  const who = membershipsOf(usePerson());
  const { administrators, problem, again } = useAdministrators();
  const askPending = useCallback((body: Asked) => send("GET /api/platform/administrators/pending", { body }), [send]);
  const pending = usePaged(askPending);
  const [shown, setShown] = useState<"now" | "pending">("now");
  const [find, setFind] = useState("");
  const found = administrators?.filter(({ name, email }) => hasWords(find, name, email)) ?? [];
  const [inviting, setInviting] = useState(false);
  if (!mayOnPlatform(who, "managePlatformAdministrators")) return <NoSuchPage />;

  function changed(): void {
    again();
    pending.again();
  }
  return (
    <AdminFrame
      {...place}
      title={t("platform.administrators")}
      lead={t("platform.administratorsLead")}
      actions={
        <Button variant="primary" icon={UserPlusIcon} onClick={() => setInviting(true)}>
          {t("people.invite")}
        </Button>
      }
    >
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!administrators && !problem && <Skeleton label={t("admin.loading")} lines={4} />}
      {administrators && (
        <>
          <div className="tools people-tools">
            <div className="tabs" role="group" aria-label={t("people.show")}>
              <button type="button" className="tab" aria-pressed={shown === "now"} onClick={() => setShown("now")}>
                {t("platform.administratorsNow")} <span className="count">{administrators.length}</span>
              </button>
              <button type="button" className="tab" aria-pressed={shown === "pending"} onClick={() => setShown("pending")}>
                {t("people.pending")} <span className="count">{pending.reply?.total ?? 0}</span>
              </button>
            </div>
            {shown === "now" ? (
              <FindField label={t("people.find")} value={find} onChange={setFind} />
            ) : (
              <FindField label={t("people.findAddress")} value={pending.find} onChange={pending.setFind} />
            )}
          </div>
          {shown === "now" && administrators.length === 1 && (
            <Banner tone="info">
              <p>{t("platform.onlyOne")}</p>
            </Banner>
          )}
          {shown === "now" ? (
            found.length > 0 ? (
              <AdministratorsTable administrators={found} isOnlyOne={administrators.length === 1} onChange={changed} />
            ) : (
              <EmptyState title={t("people.noneFound")} actions={<Button onClick={() => setFind("")}>{t("people.showAll")}</Button>} />
            )
          ) : (
            <>
              <Pending asked={pending} searched={pending.find !== ""} onShowAll={() => pending.setFind("")} onChange={changed} />
              <Pager total={pending.reply?.total ?? 0} page={pending.page} onPage={pending.setPage} />
            </>
          )}
        </>
      )}
      {inviting && (
        <InviteDialog
          place={t("platform.administratorsPlace")}
          lead={t("platform.administratorsInvite")}
          roles={["platformAdministrator"]}
          first="platformAdministrator"
          send={(addresses) => send("POST /api/platform/administrators/invite", { body: { addresses } })}
          onDone={() => {
            setInviting(false);
            changed();
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </AdminFrame>
  );
}

function useAdministrators() {
  const { send } = useLink();
  const [administrators, setAdministrators] = useState<readonly PlatformAdministrator[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/platform/administrators").then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setAdministrators(answer.reply.administrators);
    });
    return () => {
      late = true;
    };
    // `attempt` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, attempt]);
  return { administrators, problem, again: useCallback(() => setAttempt((before) => before + 1), []) };
}
