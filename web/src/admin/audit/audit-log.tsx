import type { AuditFilter, AuditLine, AuditPage } from "@anteroom/core/protocol";
import { useCallback, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useOlder } from "../frame/use-older.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";
import "./audit.css";
import { ProblemBanner } from "../frame/problem-banner.tsx";

export type AuditPlace = { kind: "organisation"; organisationId: string } | { kind: "clinic"; slug: string } | { kind: "platform" };
type Search = AuditFilter & { after?: string | undefined };
type Choices = Pick<AuditPage, "people" | "clinics" | "actions">;

/** Who changed what, from new to old. */
export function AuditLog({ place }: { place: AuditPlace }) {
  const t = useText();
  const askPage = useAsk(place);
  const [filter, setFilter] = useState<AuditFilter>({});
  const [names, setNames] = useState<Record<string, string>>({});
  const [choices, setChoices] = useState<Choices>({ people: [], clinics: [], actions: [] });
  const ask = useCallback(
    async (after: string | undefined): Promise<{ ok: true; page: { items: readonly AuditLine[]; more: boolean } } | { ok: false; problem: Failure }> => {
      const answer = await askPage({ ...filter, after });
      if (!answer.ok) return answer;
      const { lines, more, names: told, ...offered } = answer.reply;
      setNames((before) => ({ ...before, ...told }));
      setChoices(offered);
      return { ok: true, page: { items: lines, more } };
    },
    [askPage, filter],
  );
  const { list, problem, busy, older, again } = useOlder(ask);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);

  return (
    <>
      <AuditFilters filter={filter} choices={choices} onChange={setFilter} exportHref={exportHref(place, filter)} />
      {problem && <ProblemBanner problem={problem} again={again} />}
      {!list && !problem && <Skeleton label={t("admin.loading")} lines={8} />}
      {list?.items.length === 0 && (
        <EmptyState title={t(isFiltered ? "audit.noneFound" : "audit.none")} actions={isFiltered && <Button onClick={() => setFilter({})}>{t("audit.clear")}</Button>}>
          {!isFiltered && t("audit.noneMore")}
        </EmptyState>
      )}
      {list && list.items.length > 0 && <AuditTable lines={list.items} names={names} />}
      {list?.more && (
        <Button className="audit-older" busy={busy} onClick={() => void older()}>
          {t("audit.older")}
        </Button>
      )}
    </>
  );
}

function useAsk(place: AuditPlace) {
  const { send } = useLink();
  const [kind, name] = [place.kind, place.kind === "organisation" ? place.organisationId : place.kind === "clinic" ? place.slug : ""];
  return useCallback(
    (body: Search) => {
      if (kind === "organisation") return send("GET /api/organisations/{organisationId}/audit", { params: { organisationId: name }, body });
      if (kind === "clinic") return send("GET /api/clinics/{slug}/audit", { params: { slug: name }, body });
      return send("GET /api/platform/audit", { body });
    },
    [send, kind, name],
  );
}

function exportHref(place: AuditPlace, filter: AuditFilter): string {
  const at = place.kind === "organisation" ? `organisations/${place.organisationId}` : place.kind === "clinic" ? `clinics/${place.slug}` : "platform";
  const words = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return `/api/${at}/audit/csv${words.size ? `?${words.toString()}` : ""}`;
}
