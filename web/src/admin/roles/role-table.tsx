import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";

export type RoleRow = {
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

/** What somebody is in each of these places. */
export function RoleTable({ title, rows }: { title: string; rows: readonly RoleRow[] }) {
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
