import type { LocalizedText } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import type { Language } from "../../i18n/languages.ts";
import { Field } from "../../ui/field.tsx";
import { Origin, type SettingProps } from "./setting.tsx";
import { SettingError } from "./setting-error.tsx";

type WordsSettingProps<Values extends object> = SettingProps<Values, LocalizedText> & { languages: readonly Language[] };

/** One text in every language that callers are offered. */
export function WordsSetting<Values extends object>({ form, name, label, hint, organisationName, languages }: WordsSettingProps<Values>) {
  const t = useText();
  const words = form.values[name] as LocalizedText;
  const write = (tag: string, text: string) => {
    const { [tag]: _old, ...others } = words;
    form.set(name, (text === "" ? others : { ...others, [tag]: text }) as Values[typeof name]);
  };
  return (
    <fieldset className="setting setting-wide">
      <legend className="label">{label}</legend>
      {hint && <p className="small muted">{hint}</p>}
      {languages.map(({ tag, endonym, direction }) => (
        <div key={tag} data-setting={`${name}.${tag}`}>
          <Field label={t("settings.inLanguage", { language: endonym })} error={form.errorOf(`${name}.${tag}`)}>
            {(control) => (
              <textarea {...control} lang={tag} dir={direction} rows={3} maxLength={4_000} value={words[tag] ?? ""} onChange={(event) => write(tag, event.target.value)} />
            )}
          </Field>
        </div>
      ))}
      <SettingError>
        {form.errorOf(
          name,
          languages.map(({ tag }) => `${name}.${tag}`),
        )}
      </SettingError>
      <Origin form={form} name={name} label={label} organisationName={organisationName} />
    </fieldset>
  );
}
