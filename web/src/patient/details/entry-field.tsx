import type { EntryField } from "@anteroom/core/settings";
import { DO_NOT_KNOW } from "@anteroom/core/typed";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useText } from "../../i18n/patient-messages.ts";
import { Check } from "../../ui/check.tsx";
import { type ControlProps, Field } from "../../ui/field.tsx";
import { CircleAlertIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { ClinicPhrase, clinicText } from "../localized.tsx";

export type EntryFieldInputProps = {
  field: EntryField;
  mainLanguage: string;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
};

/** The label in the person's language; the field's id is the last resort, so that no field stands without a name. */
export function fieldLabel(field: EntryField, tag: string, mainLanguage: string): string {
  return clinicText(field.label, tag, mainLanguage)?.text ?? field.id;
}

/** One question of the clinic. */
export function EntryFieldInput({ field, mainLanguage, value, error, onChange }: EntryFieldInputProps) {
  const t = useText();
  const { language } = useLanguage();
  const words = (texts: EntryField["label"]) => {
    const found = clinicText(texts, language.tag, mainLanguage);
    return found && <ClinicPhrase {...found} />;
  };
  const label = words(field.label) ?? field.id;
  const help = words(field.help);
  const optional = field.required ? undefined : t("details.optional");
  const options = field.options.map((option) => ({ value: option.value, label: clinicText(option.label, language.tag, mainLanguage)?.text ?? option.value }));

  if (field.kind === "choices") {
    const chosen = value ? value.split("\n") : [];
    const toggle = (one: string) =>
      onChange(
        options
          .filter((option) => (option.value === one ? !chosen.includes(one) : chosen.includes(option.value)))
          .map((option) => option.value)
          .join("\n"),
      );
    return (
      <fieldset className={error ? "field bad" : "field"} data-field={`fields.${field.id}`} tabIndex={-1}>
        <legend className="label">
          {label} {optional && <span className="muted optional">{optional}</span>}
        </legend>
        {help && <span className="hint">{help}</span>}
        {options.map((option) => (
          <Check key={option.value} checked={chosen.includes(option.value)} onChange={() => toggle(option.value)}>
            {option.label}
          </Check>
        ))}
        {error && (
          <span className="error small">
            <CircleAlertIcon />
            <span>{error}</span>
          </span>
        )}
      </fieldset>
    );
  }

  function control(props: ControlProps) {
    const shared = { ...props, "data-field": `fields.${field.id}`, value };
    const list =
      field.kind === "yesNo"
        ? [
            { value: "yes", label: t("details.yes") },
            { value: "no", label: t("details.no") },
          ]
        : field.kind === "clinician"
          ? [...options, { value: DO_NOT_KNOW, label: t("details.unknown") }]
          : options;
    if (field.kind === "yesNo" || field.kind === "choice" || field.kind === "clinician")
      return (
        <Select {...shared} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{t("details.choose")}</option>
          {list.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      );
    const type = field.kind === "date" ? "date" : field.kind === "email" ? "email" : field.kind === "phone" ? "tel" : "text";
    return (
      <input
        {...shared}
        type={type}
        dir={type === "text" ? "auto" : "ltr"}
        maxLength={1_000}
        {...(field.kind === "number" ? { inputMode: "decimal" as const } : {})}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Field label={label} hint={help} error={error} optional={optional}>
      {control}
    </Field>
  );
}
