import type { PublicClinic } from "@anteroom/core/protocol";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useText } from "../../i18n/patient-messages.ts";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { EntryFieldInput } from "./entry-field.tsx";
import { askedFields, type Filled } from "./entry-form.ts";

export type PersonFieldsProps = {
  clinic: PublicClinic;
  filled: Filled;
  /** What is wrong at a path of the contract, in words. */
  errorAt: (path: string) => string | null;
  onChange: (next: (before: Filled) => Partial<Filled>, path: string) => void;
};

/** Name, phone, the clinic's own questions, and the wish for an interpreter. */
export function PersonFields({ clinic, filled, errorAt, onChange }: PersonFieldsProps) {
  const t = useText();
  const { language } = useLanguage();
  const name = (path: "firstName" | "lastName", autoComplete: string, optional = false) => (
    <Field label={t(`details.${path}`)} error={errorAt(path)} optional={optional && t("details.optional")}>
      {(control) => (
        <input
          {...control}
          data-field={path}
          dir="auto"
          autoComplete={autoComplete}
          maxLength={80}
          value={filled[path]}
          onInput={({ currentTarget: { value } }) => onChange(() => ({ [path]: value }), path)}
        />
      )}
    </Field>
  );
  return (
    <>
      {name("firstName", "given-name")}
      {name("lastName", "family-name", !clinic.lastNameRequired)}
      <Field label={t("details.phone")} hint={t("details.phone.hint")} error={errorAt("phone")}>
        {(control) => (
          <input
            {...control}
            data-field="phone"
            type="tel"
            dir="ltr"
            className="input num-start"
            autoComplete="tel"
            maxLength={40}
            value={filled.phone}
            onInput={({ currentTarget: { value } }) => onChange(() => ({ phone: value }), "phone")}
          />
        )}
      </Field>
      {askedFields(clinic).map((field) => (
        <EntryFieldInput
          key={field.id}
          field={field}
          mainLanguage={clinic.mainLanguage}
          value={filled.fields[field.id] ?? ""}
          error={errorAt(`fields.${field.id}`)}
          onChange={(value) => onChange((before) => ({ fields: { ...before.fields, [field.id]: value } }), `fields.${field.id}`)}
        />
      ))}
      <Check
        checked={filled.interpreter}
        hint={t("details.interpreter.language", { language: language.endonym })}
        onChange={({ currentTarget: { checked } }) => onChange(() => ({ interpreter: checked }), "interpreter")}
      >
        {t("details.interpreter")}
      </Check>
    </>
  );
}
