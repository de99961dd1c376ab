import { useText } from "../../i18n/admin-messages.ts";
import { languages } from "../../i18n/languages.ts";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Section } from "../frame/section.tsx";
import { offeredLanguages } from "./offered-languages.ts";
import { Origin } from "./setting.tsx";
import { SettingError } from "./setting-error.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

/** What is spoken in the clinic, and what callers may choose. */
export function LanguagesSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "languages");
  const { mainLanguage, languages: chosen } = form.values;
  const { organisationName } = settings.clinic;
  const written = offeredLanguages(settings);
  const isOffered = (tag: string) => chosen.length === 0 || chosen.includes(tag);
  function offer(tag: string, on: boolean): void {
    const next = languages.map((one) => one.tag).filter((each) => (each === tag ? on : isOffered(each)));
    // All of them: those that the product learns later, too.
    form.set("languages", next.length === languages.length ? [] : next);
  }
  return (
    <Section title={t("sharing.languages")} hint={t("sharing.languages.hint")} form={form}>
      <div className="setting setting-wide">
        <Field label={t("settings.mainLanguage")} error={form.errorOf("mainLanguage")}>
          {(control) => (
            <Select {...control} value={mainLanguage} onChange={(event) => form.set("mainLanguage", event.target.value)}>
              {languages.map(({ tag, endonym }) => (
                <option key={tag} value={tag}>
                  {endonym}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Origin form={form} name="mainLanguage" label={t("settings.mainLanguage")} organisationName={organisationName} />
      </div>
      <fieldset className="setting setting-wide" data-setting="languages">
        <legend className="label">{t("sharing.offered")}</legend>
        {languages.map(({ tag, endonym }) => (
          <Check
            key={tag}
            checked={isOffered(tag)}
            disabled={tag === mainLanguage && isOffered(tag)}
            hint={!isOffered(tag) && written.some((each) => each.tag === tag) && t("sharing.offered.kept")}
            onChange={(event) => offer(tag, event.target.checked)}
          >
            <span lang={tag}>{endonym}</span>
          </Check>
        ))}
        <SettingError>{form.errorOf("languages")}</SettingError>
        <Origin form={form} name="languages" label={t("sharing.offered")} organisationName={organisationName} />
      </fieldset>
    </Section>
  );
}
