import type { PendingInvitation } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";
import { PendingTable } from "./pending-table.tsx";
import type { Paged } from "./use-paged.ts";

type Props = {
  asked: Pick<Paged<{ rows: readonly PendingInvitation[] }>, "reply" | "problem" | "again">;
  searched: boolean;
  withClinic?: boolean;
  onShowAll: () => void;
  onChange: () => void;
};

/** Invitations, or why there are none. */
export function Pending({ asked: { reply, problem, again }, searched, withClinic = false, onShowAll, onChange }: Props) {
  const t = useText();
  if (!reply) return problem ? <ProblemBanner problem={problem} again={again} /> : <Skeleton label={t("admin.loading")} lines={4} />;
  const { rows } = reply;
  if (rows.length > 0) return <PendingTable rows={rows} label={t("people.pending")} withClinic={withClinic} onChange={onChange} />;
  if (searched) return <EmptyState title={t("people.noneFound")} actions={<Button onClick={onShowAll}>{t("people.showAll")}</Button>} />;
  return <EmptyState title={t("people.nonePending")}>{t("people.nonePendingMore")}</EmptyState>;
}
