import type { EntryField } from "@anteroom/core/settings";
import { DO_NOT_KNOW } from "@anteroom/core/typed";
import { useText } from "../../i18n/staff-messages.ts";
import { Check } from "../../ui/check.tsx";
import type { ControlProps } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { listOf, localized } from "../words/field-text.ts";

const INPUT_TYPES: Partial<Record<EntryField["kind"], string>> = { number: "number", date: "date", phone: "tel", email: "email" };

type EntryFieldInputProps = { control: ControlProps; field: EntryField; value: string; onChange: (value: string) => void };

/** The control for one entry field; what it gives is always text, as the field is kept. */
export function EntryFieldInput({ control, field, value, onChange }: EntryFieldInputProps) {
  const t = useText();
  if (field.kind === "choices") return <Choices control={control} field={field} value={value} onChange={onChange} />;
  const isChoice = field.kind === "choice" || field.kind === "clinician";
  const options = isChoice ? field.options.map((option) => ({ value: option.value, text: localized(option.label, t.intl.locale) })) : [];
  if (field.kind === "clinician") options.push({ value: DO_NOT_KNOW, text: t("field.unknown") });
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

/** Several stand in one text, each on a line of its own, in the order of the clinic. */
function Choices({ control, field, value, onChange }: EntryFieldInputProps) {
  const t = useText();
  const chosen = listOf(value);
  const toggle = (one: string) =>
    onChange(
      field.options
        .map((option) => option.value)
        .filter((each) => chosen.includes(each) !== (each === one))
        .join("\n"),
    );
  return (
    <div className="stack stack-2" id={control.id} role="group" tabIndex={-1} aria-label={localized(field.label, t.intl.locale)}>
      {field.options.map((option) => (
        <Check key={option.value} checked={chosen.includes(option.value)} onChange={() => toggle(option.value)}>
          {localized(option.label, t.intl.locale)}
        </Check>
      ))}
    </div>
  );
}
