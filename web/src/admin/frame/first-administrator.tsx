import { useText } from "../../i18n/admin-messages.ts";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Field } from "../../ui/field.tsx";

type FieldProps = { email: string; onEmail: (email: string) => void; error: string | undefined };

/** Who runs what is being created: they are invited with it. */
export function FirstAdministratorField({ email, onEmail, error }: FieldProps) {
  const t = useText();
  return (
    <Field label={t("organisation.administrator")} hint={t("organisation.administratorHint")} error={error}>
      {(control) => (
        <input {...control} type="email" dir="ltr" autoCapitalize="off" spellCheck={false} maxLength={254} value={email} onChange={(event) => onEmail(event.target.value)} />
      )}
    </Field>
  );
}

/** Says that it was created, and how its administrator learns of it. */
export function useSayCreated() {
  const t = useText();
  const notices = useNotices();
  return ({ administratorHasAccount, sends }: { administratorHasAccount: boolean; sends: boolean }, values: { name: string; email: string }): void => {
    const said = administratorHasAccount ? "organisation.created" : sends ? "organisation.createdPending" : "organisation.createdUnsent";
    notices.done(t(said, values), administratorHasAccount ? {} : { lifeMs: 10_000 });
  };
}
