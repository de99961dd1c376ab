import { aliasFault } from "@anteroom/core/call";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { wrongFieldText } from "../frame/wrong-field.ts";
import { Field } from "../../ui/field.tsx";

type AliasFieldProps = { value: string; onChange: (alias: string) => void; hint: string; problem: Failure | null };

/** By which name callers of a clinic know somebody; what is wrong with it is said while it is typed. */
export function AliasField({ value, onChange, hint, problem }: AliasFieldProps) {
  const t = useText();
  const fault = value.trim() ? aliasFault(value.trim()) : null;
  const wrong = fault ?? problem?.fields?.find(({ path }) => path === "alias");
  return (
    <Field label={t("alias.label")} optional={t("alias.optional")} hint={hint} error={wrong && wrongFieldText(t, wrong)}>
      {(control) => <input {...control} autoComplete="off" dir="auto" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
