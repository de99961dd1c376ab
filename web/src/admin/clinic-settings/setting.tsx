import type { ReactNode } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { PencilIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import type { SectionForm } from "../frame/use-section.ts";

type Names<Values, Kind> = { [K in keyof Values & string]: Values[K] extends Kind ? K : never }[keyof Values & string];
export type SettingProps<Values extends object, Kind> = { form: SectionForm<Values>; name: Names<Values, Kind>; label: string; hint?: ReactNode; organisationName: string };

type OriginProps<Values extends object> = { form: SectionForm<Values>; name: keyof Values & string; label: string; organisationName: string };

/** Where the value comes from or will come from, and the way back there. */
export function Origin<Values extends object>({ form, name, label, organisationName }: OriginProps<Values>) {
  const t = useText();
  const origin = form.originOf(name);
  if (!origin) return null;
  const { is, from, isReset, isUnsaved } = origin;
  const isOwn = from === "clinic" && !isReset;
  return (
    <span className={isUnsaved ? "from will-be" : "from"} role={isUnsaved ? "status" : undefined}>
      {is === "clinic" && <PencilIcon className="i-s" />}
      {t(`admin.${isUnsaved ? "willBe" : "from"}.${is}`, { name: organisationName })}
      {isOwn && (
        <button type="button" onClick={() => form.reset(name)}>
          <span aria-hidden="true">{t("admin.reset")}</span>
          <span className="sr">{t("admin.resetName", { name: label })}</span>
        </button>
      )}
      {isUnsaved && (
        <button type="button" onClick={() => form.restore(name)}>
          <span aria-hidden="true">{t("admin.takeBack")}</span>
          <span className="sr">{t("admin.takeBackName", { name: label })}</span>
        </button>
      )}
    </span>
  );
}

export function SwitchSetting<Values extends object>({ form, name, label, hint, organisationName }: SettingProps<Values, boolean>) {
  return (
    <div className="setting setting-switch" data-setting={name}>
      <Switch checked={form.values[name] as boolean} hint={hint} onChange={(on) => form.set(name, on as Values[typeof name])}>
        {label}
      </Switch>
      <Origin form={form} name={name} label={label} organisationName={organisationName} />
    </div>
  );
}

export function TextSetting<Values extends object>({
  form,
  name,
  label,
  hint,
  organisationName,
  type = "text",
  maxLength = 500,
}: SettingProps<Values, string> & { type?: "text" | "email" | "tel" | "url"; maxLength?: number }) {
  return (
    <div className="setting setting-wide" data-setting={name}>
      <Field label={label} hint={hint} error={form.errorOf(name)}>
        {(control) => (
          <input
            {...control}
            type={type}
            dir={type === "text" ? "auto" : "ltr"}
            maxLength={maxLength}
            value={form.values[name] as string}
            onChange={(event) => form.set(name, event.target.value as Values[typeof name])}
          />
        )}
      </Field>
      <Origin form={form} name={name} label={label} organisationName={organisationName} />
    </div>
  );
}

/** One of a few values, each with its words. */
export function ChoiceSetting<Values extends object, Name extends keyof Values & string>({
  form,
  name,
  label,
  hint,
  choices,
  textOf,
  organisationName,
}: {
  form: SectionForm<Values>;
  name: Name;
  label: string;
  hint?: ReactNode;
  choices: readonly (Values[Name] & (string | number))[];
  textOf: (choice: Values[Name] & (string | number)) => string;
  organisationName: string;
}) {
  return (
    <div className="setting setting-wide" data-setting={name}>
      <Field label={label} hint={hint} error={form.errorOf(name)}>
        {(control) => (
          <Select
            {...control}
            value={String(form.values[name])}
            onChange={(event) => {
              const chosen = choices.find((choice) => String(choice) === event.target.value);
              if (chosen !== undefined) form.set(name, chosen);
            }}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {textOf(choice)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Origin form={form} name={name} label={label} organisationName={organisationName} />
    </div>
  );
}
