import { settingsSections, toolAccess } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Section } from "../frame/section.tsx";
import { offeredLanguages } from "./offered-languages.ts";
import { Origin, SwitchSetting, TextSetting } from "./setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";
import { WordsSetting } from "./words-setting.tsx";

/** What people can do beside talking, what they agree to before it, and what comes after. */
export function AppsTab({ settings }: TabProps) {
  const t = useText();
  const after = useClinicSection(settings, "after-visit");
  const consent = useClinicSection(settings, "consent");
  const { organisationName } = settings.clinic;
  return (
    <>
      <ToolsSection settings={settings} />
      <Section title={t("settings.consent.title")} hint={t("settings.consent.hint")} form={consent}>
        <WordsSetting
          languages={offeredLanguages(settings)}
          form={consent}
          name="consentText"
          label={t("settings.consentText")}
          hint={t("settings.consentText.hint")}
          organisationName={organisationName}
        />
      </Section>
      <Section title={t("settings.after.title")} hint={t("settings.after.hint")} form={after}>
        {settingsSections["after-visit"].map((name) => (
          <TextSetting key={name} form={after} name={name} type="url" label={t(`settings.${name}`)} organisationName={organisationName} />
        ))}
      </Section>
    </>
  );
}

function ToolsSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "tools");
  const { organisationName } = settings.clinic;
  return (
    <Section title={t("settings.tools.title")} hint={t("settings.tools.hint")} form={form}>
      {(["chat", "screenShare"] as const).map((name) => (
        <div className="setting setting-wide" key={name}>
          <Field label={t(`settings.${name}`)} hint={t(`settings.${name}.hint`)} error={form.errorOf(name)}>
            {(control) => (
              <Select {...control} value={form.values[name]} onChange={(event) => form.set(name, toolAccess.parse(event.target.value))}>
                {toolAccess.options.map((access) => (
                  <option key={access} value={access}>
                    {t(`settings.toolAccess.${access}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Origin form={form} name={name} label={t(`settings.${name}`)} organisationName={organisationName} />
        </div>
      ))}
      <SwitchSetting form={form} name="invitations" label={t("settings.invitations")} hint={t("settings.invitations.hint")} organisationName={organisationName} />
    </Section>
  );
}
