import type { ClinicRole, OrganisationRole } from "@anteroom/core/access";
import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { SaveDialog } from "../frame/save-dialog.tsx";
import { RoleFields, type Standing } from "./role-fields.tsx";

export type EditDialogProps<R extends ClinicRole | OrganisationRole> = {
  name: string;
  roles: readonly R[];
  standing: Standing<R>;
  save: (standing: Standing<R>) => Promise<Failure | null>;
  onDone: () => void;
  onClose: () => void;
  /** What else there is to change; says itself what is wrong with its fields. */
  children?: (problem: Failure | null) => ReactNode;
};

/** Another role, or other ticks, for one person; in a clinic another name for callers, too. */
export function EditDialog<R extends ClinicRole | OrganisationRole>({ name, roles, standing, save, onDone, onClose, children }: EditDialogProps<R>) {
  const t = useText();
  const [value, setValue] = useState(standing);
  return (
    <SaveDialog
      title={t("people.editTitle", { name })}
      lead={t("people.editLead")}
      name={name}
      save={() => save(value)}
      said={t("people.saved", { name })}
      onDone={onDone}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <RoleFields roles={roles} value={value} onChange={setValue} />
          {children?.(problem)}
        </>
      )}
    </SaveDialog>
  );
}
