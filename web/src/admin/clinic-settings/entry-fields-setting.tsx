import type { EntryField } from "@anteroom/core/settings";
import { type PointerEvent, type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { FALLBACK_LANGUAGE, type Language } from "../../i18n/languages.ts";
import { useAnnouncer } from "../../staff/app/announcing.tsx";
import { useLatest } from "../../staff/app/latest.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDownIcon, ChevronUpIcon, GripVerticalIcon, PlusIcon, XIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import type { SectionForm } from "../frame/use-section.ts";
import { OptionsSetting } from "./options-setting.tsx";
import { Origin } from "./setting.tsx";
import { SettingError } from "./setting-error.tsx";

type Values = { entryFields: EntryField[] };
const KINDS = ["text", "number", "date", "choice", "choices", "yesNo", "phone", "email", "clinician", "hidden"] as const;

/** What callers are asked beside name and phone, in the order in which they are asked. */
export function EntryFieldsSetting({ form, languages, organisationName }: { form: SectionForm<Values>; languages: readonly Language[]; organisationName: string }) {
  const t = useText();
  const announcer = useAnnouncer();
  const [dragged, setDragged] = useState<string | null>(null);
  const { entryFields } = form.values;
  const mainLanguage = languages[0]?.tag ?? FALLBACK_LANGUAGE;
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
  const latest = useLatest({ entryFields, move });
  /** The field goes where the pointer is, until it is let go. */
  function drag(event: PointerEvent<HTMLElement>, id: string): void {
    const list = event.currentTarget.closest("ol");
    if (!list || event.button !== 0) return;
    event.preventDefault();
    setDragged(id);
    const follow = ({ clientY }: globalThis.PointerEvent) => {
      const places = [...list.children];
      const under = places.findIndex((place) => clientY < place.getBoundingClientRect().bottom);
      const from = latest().entryFields.findIndex((field) => field.id === id);
      const by = (under === -1 ? places.length - 1 : under) - from;
      if (from !== -1 && by) latest().move(from, by);
    };
    const end = () => {
      setDragged(null);
      for (const kind of ["pointerup", "pointercancel"] as const) window.removeEventListener(kind, end);
      window.removeEventListener("pointermove", follow);
    };
    window.addEventListener("pointermove", follow);
    for (const kind of ["pointerup", "pointercancel"] as const) window.addEventListener(kind, end);
  }
  return (
    <>
      {entryFields.length === 0 && <p className="muted">{t("settings.fields.none")}</p>}
      <ol className="entry-fields">
        {entryFields.map((field, at) => (
          <li key={field.id} className={dragged === field.id ? "dragged" : undefined} data-setting={`entryFields.${at}`}>
            <OneField
              field={field}
              name={nameOf(field)}
              languages={languages}
              error={form.errorOf(`entryFields.${at}`)}
              onChange={(change) => set(entryFields.map((each) => (each.id === field.id ? { ...each, ...change } : each)))}
              tools={
                <>
                  {/* For mouse and finger; the buttons beside it do the same for everybody. */}
                  <span className="grip" aria-hidden="true" onPointerDown={(event) => drag(event, field.id)}>
                    <GripVerticalIcon />
                  </span>
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
      <SettingError>
        {form.errorOf(
          "entryFields",
          entryFields.map((_field, at) => `entryFields.${at}`),
        )}
      </SettingError>
      <div className="cluster cluster-3">
        <Button
          size="small"
          icon={PlusIcon}
          onClick={() =>
            set([...entryFields, { id: freshId(entryFields), kind: "text", label: {}, help: {}, required: false, audience: "caller", options: [], shownAsColumn: true }])
          }
        >
          {t("settings.fields.add")}
        </Button>
        <Origin form={form} name="entryFields" label={t("settings.fields.title")} organisationName={organisationName} />
      </div>
    </>
  );
}

type OneFieldProps = {
  field: EntryField;
  name: string;
  languages: readonly Language[];
  error: string | undefined;
  onChange: (change: Partial<EntryField>) => void;
  tools: ReactNode;
};

function OneField({ field, name, languages, error, onChange, tools }: OneFieldProps) {
  const t = useText();
  const hasOptions = field.kind === "choice" || field.kind === "choices";
  return (
    <fieldset className="entry-field">
      <legend className="sr">{name}</legend>
      <div className="between">
        <b dir="auto">{name}</b>
        <span className="entry-field-tools">{tools}</span>
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
        {languages.map(({ tag, endonym, direction }) => (
          <Field key={tag} label={t("settings.fields.help", { language: endonym })} optional={t("settings.fields.optional")}>
            {(control) => (
              <input
                {...control}
                lang={tag}
                dir={direction}
                maxLength={300}
                value={field.help[tag] ?? ""}
                onChange={(event) => onChange({ help: { ...field.help, [tag]: event.target.value } })}
              />
            )}
          </Field>
        ))}
        <Check checked={field.required} onChange={(event) => onChange({ required: event.target.checked })}>
          {t("settings.fields.required")}
        </Check>
        <Check checked={field.shownAsColumn} onChange={(event) => onChange({ shownAsColumn: event.target.checked })}>
          {t("settings.fields.column")}
        </Check>
      </div>
      {field.kind === "clinician" && (
        <Banner tone="info">
          <p>{t(`settings.clinician.${field.audience}`)}</p>
        </Banner>
      )}
      {hasOptions && <OptionsSetting options={field.options} languages={languages} onChange={(options) => onChange({ options })} />}
      <SettingError>{error}</SettingError>
    </fieldset>
  );
}

function freshId(fields: readonly EntryField[]): string {
  for (let number = fields.length + 1; ; number += 1) if (!fields.some(({ id }) => id === `field-${number}`)) return `field-${number}`;
}
