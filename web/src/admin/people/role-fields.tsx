import { type ClinicRole, type OrganisationRole, PERMISSIONS, type Permission, type PlatformRole } from "@anteroom/core/access";
import { useId } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Check } from "../../ui/check.tsx";
import { permissionNames, roleHints, roleNames } from "./role-words.ts";

export type Standing<R extends ClinicRole | OrganisationRole | PlatformRole> = { role: R; permissions: readonly Permission[] };

/** One role, and for a clinic the ticks beside it; a role without ticks shows none. */
export function RoleFields<R extends ClinicRole | OrganisationRole | PlatformRole>({
  roles,
  value,
  onChange,
}: {
  roles: readonly R[];
  value: Standing<R>;
  onChange: (value: Standing<R>) => void;
}) {
  const t = useText();
  const name = useId();
  const hasTicks = value.role === "clinicAdministrator" || value.role === "clinicClerk" || value.role === "teamMember";
  const tick = (permission: Permission, on: boolean) =>
    onChange({ ...value, permissions: PERMISSIONS.filter((each) => (each === permission ? on : value.permissions.includes(each))) });
  return (
    <>
      <fieldset className="field">
        <legend>{t("people.role")}</legend>
        <div className="choices">
          {roles.map((role) => (
            <label key={role} className="choice">
              <input type="radio" name={name} checked={value.role === role} onChange={() => onChange({ ...value, role })} />
              <span>
                {t(roleNames[role])}
                <span className="sub block">{t(roleHints[role])}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {hasTicks && (
        <fieldset className="field">
          <legend>{t("people.permissions")}</legend>
          {PERMISSIONS.map((permission) => (
            <Check key={permission} checked={value.permissions.includes(permission)} onChange={(event) => tick(permission, event.target.checked)}>
              {t(permissionNames[permission])}
            </Check>
          ))}
        </fieldset>
      )}
    </>
  );
}
