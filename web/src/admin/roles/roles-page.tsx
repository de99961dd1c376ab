import "../people/people.css";
import type { OwnRoles } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { usePersonalPlace } from "../frame/places.tsx";
import { ConfirmDialog } from "../people/confirm-dialog.tsx";
import { permissionNames, roleNames } from "../people/role-words.ts";
import { AliasDialog } from "./alias-dialog.tsx";

type Leaving = { id: string; name: string; kind: "organisation" | "clinic" };

/** What one is where; asked again when that changes elsewhere. */
export function RolesPage() {
  const t = useText();
  const { roles, problem, again } = useOwnRoles();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
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

  return (
    <AdminFrame {...usePersonalPlace()} title={t("roles.title")} lead={t("roles.lead")}>
      {!roles && (problem ? <EmptyState title={refusalText(t, problem)} actions={<Button onClick={again}>{t("tryAgain")}</Button>} /> : <Skeleton label={t("admin.loading")} />)}
      {roles && !platformAdministrator && roles.organisations.length + roles.clinics.length === 0 && <EmptyState title={t("roles.none")}>{t("roles.noneMore")}</EmptyState>}
      {roles && platformAdministrator && (
        <RoleTable
          title={t("nav.platform")}
          rows={[
            {
              id: "platform",
              name: t("roles.platform"),
              under: "",
              role: t(roleNames.platformAdministrator),
              permissions: "–",
              edit: "/platform/administrators",
              // Another platform administrator takes the role away.
              onLeave: null,
            },
          ]}
        />
      )}
      {roles && roles.organisations.length > 0 && (
        <RoleTable
          title={t("roles.organisations")}
          rows={roles.organisations.map(({ id, name, role, managesPeople }) => ({
            id,
            name,
            under: "",
            role: t(roleNames[role]),
            permissions: "–",
            edit: managesPeople ? `/organisations/${id}/people` : null,
            onLeave: () => setLeaving({ id, name, kind: "organisation" }),
          }))}
        />
      )}
      {roles && roles.clinics.length > 0 && (
        <RoleTable
          title={t("roles.clinics")}
          rows={roles.clinics.map((clinic) => {
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
          })}
        />
      )}
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

type Row = {
  id: string;
  name: string;
  under: string;
  role: string;
  permissions: string;
  /** In a clinic: by which name callers know one there. */
  callers?: { alias: string; onChange: () => void };
  edit: string | null;
  onLeave: (() => void) | null;
};

function RoleTable({ title, rows }: { title: string; rows: readonly Row[] }) {
  const t = useText();
  return (
    <section className="stack stack-3">
      <h2>{title}</h2>
      <table className="people-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            <th scope="col">{t("people.role")}</th>
            <th scope="col">{t("people.permissions")}</th>
            {rows.some(({ callers }) => callers) && <th scope="col">{t("alias.column")}</th>}
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, under, role, permissions, callers, edit, onLeave }) => (
            <tr key={id}>
              <th scope="row">
                <span dir="auto">{name}</span>
                {under && (
                  <span className="small muted block" dir="auto">
                    {under}
                  </span>
                )}
              </th>
              <td>{role}</td>
              <td className="muted">{permissions}</td>
              {callers && (
                <td>
                  <span className="cluster">
                    <span className="only-narrow small muted">{t("alias.column")}</span>
                    {callers.alias ? <bdi>{callers.alias}</bdi> : <span className="muted">{t("alias.own")}</span>}
                    <Button size="small" aria-label={t("alias.changeIn", { name })} onClick={callers.onChange}>
                      {t("alias.change")}
                    </Button>
                  </span>
                </td>
              )}
              <td className="act">
                {edit && (
                  <RouteLink className="btn btn-outline btn-s" href={edit} aria-label={t("roles.manageIn", { name })}>
                    {t("roles.manage")}
                  </RouteLink>
                )}
                {onLeave && (
                  <Button size="small" variant="danger-quiet" aria-label={t("roles.leaveName", { name })} onClick={onLeave}>
                    {t("roles.leave")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useOwnRoles() {
  const { send } = useLink();
  const person = usePerson();
  const [roles, setRoles] = useState<OwnRoles | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let late = false;
    void send("GET /api/me/roles").then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setRoles(answer.reply);
    });
    return () => {
      late = true;
    };
    // A new `person` comes by the stream when somebody changed a role; `attempt` is asked for here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, person, attempt]);
  return { roles, problem, again: () => setAttempt((before) => before + 1) };
}
