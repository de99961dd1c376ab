import { forwardRef, type ReactNode, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { EyeIcon, EyeOffIcon } from "../../ui/icons/lucide.ts";

export type PasswordFieldProps = {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** So that a password manager offers the right thing. */
  autoComplete: "current-password" | "new-password";
  value: string;
  onChange: (value: string) => void;
};

/** Can be shown, pasted into, and filled by a password manager. */
export const PasswordField = forwardRef<HTMLInputElement, PasswordFieldProps>(function PasswordField({ label, hint, error, autoComplete, value, onChange }, ref) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="with-button">
          <input
            {...control}
            ref={ref}
            type={shown ? "text" : "password"}
            name={autoComplete === "current-password" ? "password" : "new-password"}
            autoComplete={autoComplete}
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <IconButton label={shown ? t("signIn.hide") : t("signIn.show")} icon={shown ? EyeOffIcon : EyeIcon} aria-pressed={shown} onClick={() => setShown(!shown)} />
        </span>
      )}
    </Field>
  );
});
