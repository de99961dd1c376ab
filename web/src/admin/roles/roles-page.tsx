import "../people/people.css";
import type { OwnRoles } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { FindField } from "../../staff/ui/find-field.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { usePersonalPlace } from "../frame/places.tsx";
import { permissionNames, roleNames } from "../people/role-words.ts";
import { AliasDialog } from "./alias-dialog.tsx";
import { type RoleRow, RoleTable } from "./role-table.tsx";
import { useOwnRoles } from "./use-own-roles.ts";

type Leaving = { id: string; name: string; kind: "organisation" | "clinic" };

/** What one is where, how one is called there, and the way out. */
export function RolesPage() {
  const t = useText();
  const { roles, problem, again } = useOwnRoles();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [find, setFind] = useState("");
  const [renamed, setRenamed] = useState<OwnRoles["clinics"][number] | null>(null);
  const { send } = useLink();
  const { platformAdministrator } = usePerson();
  const notices = useNotices();

  async function leave({ id, name, kind }: Leaving): Promise<Failure | null> {
    const answer =
      kind === "clinic"
        ? await send("POST /api/me/clinics/{clinicId}/leave", { params: { clinicId: id } })
        : await send("POST /api/me/organisations/{organisationId}/leave", { params: { organisationId: id } });
    if (!answer.ok) return answer.problem;
    notices.done(t("roles.left", { name }));
    return null;
  }

  const ofPlatform: RoleRow = {
    id: "platform",
    name: t("roles.platform"),
    under: "",
    role: t(roleNames.platformAdministrator),
    permissions: "–",
    edit: "/platform/administrators",
    // Another platform administrator takes the role away.
    onLeave: null,
  };
  const ofOrganisation = ({ id, name, role, managesPeople }: OwnRoles["organisations"][number]): RoleRow => ({
    id,
    name,
    under: "",
    role: t(roleNames[role]),
    permissions: "–",
    edit: managesPeople ? `/organisations/${id}/people` : null,
    onLeave: () => setLeaving({ id, name, kind: "organisation" }),
  });
  const ofClinic = (clinic: OwnRoles["clinics"][number]): RoleRow => {
    const { id, slug, name, organisationName, role, permissions, alias, managesTeam } = clinic;
    const may = permissions.map((each) => t(permissionNames[each]));
    return {
      id,
      name,
      under: organisationName,
      role: t(roleNames[role]),
      permissions: may.length ? t.intl.formatList(may, { type: "unit" }) : "–",
      callers: { alias, onChange: () => setRenamed(clinic) },
      edit: managesTeam ? `/clinics/${slug}/configure/team` : null,
      onLeave: () => setLeaving({ id, name, kind: "clinic" }),
    };
  };
  const groups = roles
    ? [
        { title: t("nav.platform"), rows: platformAdministrator ? [ofPlatform] : [] },
        { title: t("roles.organisations"), rows: roles.organisations.map(ofOrganisation) },
        { title: t("roles.clinics"), rows: roles.clinics.map(ofClinic) },
      ]
    : [];
  const hasRoles = groups.some(({ rows }) => rows.length > 0);
  const shown = groups
    .map(({ title, rows }) => ({ title, rows: rows.filter(({ name, under, role, callers }) => hasWords(find, name, under, role, callers?.alias ?? "")) }))
    .filter(({ rows }) => rows.length > 0);

  return (
    <AdminFrame {...usePersonalPlace()} title={t("roles.title")} lead={t("roles.lead")}>
      {!roles && (problem ? <EmptyState title={refusalText(t, problem)} actions={<Button onClick={again}>{t("tryAgain")}</Button>} /> : <Skeleton label={t("admin.loading")} />)}
      {roles && !hasRoles && <EmptyState title={t("roles.none")}>{t("roles.noneMore")}</EmptyState>}
      {hasRoles && <FindField className="search-alone" label={t("roles.find")} value={find} onChange={setFind} />}
      {hasRoles && shown.length === 0 && <EmptyState title={t("roles.noneFound")} actions={<Button onClick={() => setFind("")}>{t("people.showAll")}</Button>} />}
      {shown.map(({ title, rows }) => (
        <RoleTable key={title} title={title} rows={rows} />
      ))}
      {renamed && (
        <AliasDialog
          clinic={renamed}
          onDone={() => {
            setRenamed(null);
            again();
          }}
          onClose={() => setRenamed(null)}
        />
      )}
      {leaving && (
        <ConfirmDialog
          title={t("roles.leaveTitle", { name: leaving.name })}
          lead={t("roles.leaveLead")}
          act={t("roles.leaveName", { name: leaving.name })}
          name={leaving.name}
          typed
          confirm={() => leave(leaving)}
          onDone={() => {
            setLeaving(null);
            again();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </AdminFrame>
  );
}
