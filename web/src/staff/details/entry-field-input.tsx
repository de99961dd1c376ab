import type { EntryField } from "@anteroom/core/settings";
import { useText } from "../../i18n/staff-messages.ts";
import type { ControlProps } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { localized } from "../words/field-text.ts";

const INPUT_TYPES: Partial<Record<EntryField["kind"], string>> = { number: "number", date: "date", phone: "tel", email: "email" };

/** The control for one entry field; what it gives is always text, as the field is kept. */
export function EntryFieldInput({ control, field, value, onChange }: { control: ControlProps; field: EntryField; value: string; onChange: (value: string) => void }) {
  const t = useText();
  const isChoice = (field.kind === "choice" || field.kind === "clinician") && field.options.length > 0;
  const options = isChoice ? field.options.map((option) => ({ value: option.value, text: localized(option.label, t.intl.locale) })) : [];
  if (field.kind === "yesNo") options.push({ value: "yes", text: t("field.yes") }, { value: "no", text: t("field.no") });
  if (options.length > 0)
    return (
      <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {value !== "" && !options.some((option) => option.value === value) && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </Select>
    );
  return (
    <input
      {...control}
      type={INPUT_TYPES[field.kind] ?? "text"}
      dir={field.kind === "phone" || field.kind === "email" ? "ltr" : "auto"}
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
