import type { ReactElement, ReactNode } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { type ControlProps, Field } from "../../ui/field.tsx";

type SettingRowProps = { name: string; label: string; hint?: ReactNode; error?: ReactNode; optional?: boolean; children: (control: ControlProps) => ReactElement };

/** A setting with one control. */
export function SettingRow({ name, label, hint, error, optional, children }: SettingRowProps) {
  const t = useText();
  return (
    <div className="setting-row" data-setting={name}>
      <Field label={label} hint={hint} error={error} {...(optional && { optional: t("organisation.optional") })}>
        {children}
      </Field>
    </div>
  );
}
