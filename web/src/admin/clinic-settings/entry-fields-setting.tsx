import type { EntryField } from "@anteroom/core/settings";
import type { ReactNode } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { languages } from "../../i18n/languages.ts";
import { useAnnouncer } from "../../staff/app/announcing.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDownIcon, ChevronUpIcon, CircleAlertIcon, PlusIcon, XIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import type { SectionForm } from "../frame/use-section.ts";

type Values = { entryFields: EntryField[] };
const KINDS = ["text", "number", "date", "choice", "choices", "yesNo", "phone", "email", "clinician", "hidden"] as const;

/** What callers are asked beside name and phone, in the order in which they are asked. */
export function EntryFieldsSetting({ form, mainLanguage }: { form: SectionForm<Values>; mainLanguage: string }) {
  const t = useText();
  const announcer = useAnnouncer();
  const { entryFields } = form.values;
  const error = form.errorOf("entryFields");
  const set = (next: EntryField[]) => form.set("entryFields", next);
  const nameOf = (field: EntryField) => field.label[mainLanguage] || field.label.en || t("settings.fields.new");
  const move = (at: number, by: number) => {
    const next = [...entryFields];
    const [field] = next.splice(at, 1);
    if (!field) return;
    next.splice(at + by, 0, field);
    set(next);
    announcer.announce(t("settings.fields.moved", { name: nameOf(field), at: at + by + 1 }));
  };
  return (
    <>
      {entryFields.length === 0 && <p className="muted">{t("settings.fields.none")}</p>}
      <ol className="entry-fields">
        {entryFields.map((field, at) => (
          <li key={field.id}>
            <OneField
              field={field}
              name={nameOf(field)}
              onChange={(change) => set(entryFields.map((each) => (each.id === field.id ? { ...each, ...change } : each)))}
              tools={
                <>
                  <IconButton label={t("settings.fields.up", { name: nameOf(field) })} icon={ChevronUpIcon} disabled={at === 0} onClick={() => move(at, -1)} />
                  <IconButton
                    label={t("settings.fields.down", { name: nameOf(field) })}
                    icon={ChevronDownIcon}
                    disabled={at === entryFields.length - 1}
                    onClick={() => move(at, 1)}
                  />
                  <IconButton label={t("settings.fields.remove", { name: nameOf(field) })} icon={XIcon} onClick={() => set(entryFields.filter(({ id }) => id !== field.id))} />
                </>
              }
            />
          </li>
        ))}
      </ol>
      {error && (
        <p className="error small" role="alert">
          <CircleAlertIcon />
          <span>{error}</span>
        </p>
      )}
      <Button
        size="small"
        icon={PlusIcon}
        onClick={() =>
          set([...entryFields, { id: freshId(entryFields), kind: "text", label: {}, help: {}, required: false, audience: "caller", options: [], shownAsColumn: true }])
        }
      >
        {t("settings.fields.add")}
      </Button>
    </>
  );
}

function OneField({ field, name, onChange, tools }: { field: EntryField; name: string; onChange: (change: Partial<EntryField>) => void; tools: ReactNode }) {
  const t = useText();
  const hasOptions = field.kind === "choice" || field.kind === "choices";
  return (
    <fieldset className="entry-field">
      <legend className="sr">{name}</legend>
      <div className="between">
        <b dir="auto">{name}</b>
        <span className="cluster">{tools}</span>
      </div>
      <div className="entry-field-parts">
        {languages.map(({ tag, endonym, direction }) => (
          <Field key={tag} label={t("settings.fields.label", { language: endonym })}>
            {(control) => (
              <input
                {...control}
                lang={tag}
                dir={direction}
                maxLength={200}
                value={field.label[tag] ?? ""}
                onChange={(event) => onChange({ label: { ...field.label, [tag]: event.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label={t("settings.fields.kind")}>
          {(control) => (
            <Select {...control} value={field.kind} onChange={(event) => onChange({ kind: event.target.value as EntryField["kind"] })}>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`settings.kind.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("settings.fields.audience")}>
          {(control) => (
            <Select {...control} value={field.audience} onChange={(event) => onChange({ audience: event.target.value as EntryField["audience"] })}>
              <option value="caller">{t("settings.fields.caller")}</option>
              <option value="provider">{t("settings.fields.provider")}</option>
            </Select>
          )}
        </Field>
        {hasOptions && (
          <Field label={t("settings.fields.options")}>
            {(control) => (
              <textarea
                {...control}
                rows={4}
                dir="auto"
                defaultValue={field.options.map(({ value }) => value).join("\n")}
                onChange={(event) => onChange({ options: optionsOf(event.target.value, field.options) })}
              />
            )}
          </Field>
        )}
        <Check checked={field.required} onChange={(event) => onChange({ required: event.target.checked })}>
          {t("settings.fields.required")}
        </Check>
        <Check checked={field.shownAsColumn} onChange={(event) => onChange({ shownAsColumn: event.target.checked })}>
          {t("settings.fields.column")}
        </Check>
      </div>
    </fieldset>
  );
}

/** A line that stays keeps its labels in other languages. */
function optionsOf(text: string, before: EntryField["options"]): EntryField["options"] {
  const lines = [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
  return lines.map((value) => before.find((option) => option.value === value) ?? { value, label: { en: value } });
}

function freshId(fields: readonly EntryField[]): string {
  for (let number = fields.length + 1; ; number += 1) if (!fields.some(({ id }) => id === `field-${number}`)) return `field-${number}`;
}
