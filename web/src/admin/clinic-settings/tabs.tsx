import { settingsSections, videoQualities } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Section } from "../frame/section.tsx";
import { LogoSection } from "../looks/logo-section.tsx";
import { AddressSection } from "../sharing/address-section.tsx";
import { SpecialDaysSetting } from "../waiting-experience/special-days-setting.tsx";
import { EntryFieldsSetting } from "./entry-fields-setting.tsx";
import { HoursSetting } from "./hours-setting.tsx";
import { ChoiceSetting, Origin, SwitchSetting, TextSetting } from "./setting.tsx";
import { EscalationSection } from "./escalation-section.tsx";
import { OfflineSection } from "./offline-section.tsx";
import { TimesSection } from "./times-section.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";
import { LanguagesSection } from "./languages-section.tsx";
import { offeredLanguages } from "./offered-languages.ts";
import { WordsSetting } from "./words-setting.tsx";

export function WaitingAreaTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "waiting-area");
  const hours = useClinicSection(settings, "hours");
  const support = useClinicSection(settings, "support");
  const { organisationName } = settings.clinic;
  return (
    <>
      <Section title={t("settings.waitingArea.title")} hint={t("settings.waitingArea.hint")} form={form}>
        {settingsSections["waiting-area"].map((name) => (
          <SwitchSetting key={name} form={form} name={name} label={t(`settings.${name}`)} hint={t(`settings.${name}.hint`)} organisationName={organisationName} />
        ))}
      </Section>
      <Section title={t("settings.hours.title")} hint={t("settings.hours.hint")} form={hours}>
        <div className="setting setting-wide" data-setting="timeZone">
          <Field label={t("settings.timeZone")} error={hours.errorOf("timeZone")}>
            {(control) => (
              <Select {...control} value={hours.values.timeZone} onChange={(event) => hours.set("timeZone", event.target.value)}>
                {[...new Set(["UTC", hours.values.timeZone, ...Intl.supportedValuesOf("timeZone")])].map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll("_", " ")}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Origin form={hours} name="timeZone" label={t("settings.timeZone")} organisationName={organisationName} />
        </div>
        <HoursSetting form={hours} organisationName={organisationName} />
        <SpecialDaysSetting form={hours} organisationName={organisationName} />
      </Section>
      <TimesSection settings={settings} />
      <OfflineSection settings={settings} />
      <EscalationSection settings={settings} />
      <Section title={t("settings.support.title")} hint={t("settings.support.hint")} form={support}>
        <TextSetting form={support} name="supportPhone" type="tel" label={t("settings.supportPhone")} organisationName={organisationName} />
        <TextSetting form={support} name="supportEmail" type="email" label={t("settings.supportEmail")} organisationName={organisationName} />
        <TextSetting form={support} name="supportMessage" label={t("settings.supportMessage")} organisationName={organisationName} />
      </Section>
    </>
  );
}

export function EntryTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "entry-fields");
  return (
    <Section title={t("settings.fields.title")} hint={t("settings.fields.hint")} form={form}>
      <EntryFieldsSetting form={form} languages={offeredLanguages(settings)} organisationName={settings.clinic.organisationName} />
    </Section>
  );
}

export function TextsTab({ settings }: TabProps) {
  const t = useText();
  const important = useClinicSection(settings, "important-information");
  const closed = useClinicSection(settings, "closed-texts");
  const languages = offeredLanguages(settings);
  const { organisationName } = settings.clinic;
  return (
    <>
      <Section title={t("settings.texts.important")} hint={t("settings.texts.important.hint")} form={important}>
        <WordsSetting languages={languages} form={important} name="importantInformation" label={t("settings.texts.important")} organisationName={organisationName} />
      </Section>
      <Section title={t("settings.texts.closed")} hint={t("settings.texts.closed.hint")} form={closed}>
        <WordsSetting languages={languages} form={closed} name="closedText" label={t("settings.closedText")} organisationName={organisationName} />
        <WordsSetting languages={languages} form={closed} name="switchedOffText" label={t("settings.switchedOffText")} organisationName={organisationName} />
      </Section>
    </>
  );
}

export function JoiningTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "joining");
  return (
    <Section title={t("settings.joining.title")} hint={t("settings.joining.hint")} form={form}>
      {settingsSections.joining.map((name) => (
        <SwitchSetting key={name} form={form} name={name} label={t(`settings.${name}`)} hint={t(`settings.${name}.hint`)} organisationName={settings.clinic.organisationName} />
      ))}
    </Section>
  );
}

export function QualityTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "quality");
  const { organisationName } = settings.clinic;
  return (
    <Section title={t("settings.quality.title")} hint={t("settings.quality.hint")} form={form}>
      <ChoiceSetting
        form={form}
        name="checkPolicy"
        label={t("settings.checkPolicy")}
        choices={["off", "warn", "permissive", "restricted", "strict"]}
        textOf={(policy) => t(`settings.checkPolicy.${policy}`)}
        organisationName={organisationName}
      />
      <ChoiceSetting
        form={form}
        name="videoQuality"
        label={t("settings.videoQuality")}
        hint={t("settings.videoQuality.hint")}
        choices={videoQualities}
        textOf={(quality) => t(`settings.videoQuality.${quality}`)}
        organisationName={organisationName}
      />
      <SwitchSetting form={form} name="relayOnly" label={t("settings.relayOnly")} hint={t("settings.relayOnly.hint")} organisationName={organisationName} />
    </Section>
  );
}

export function ClinicTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "links");
  const { organisationName } = settings.clinic;
  return (
    <>
      <AddressSection clinic={settings.clinic} />
      <LogoSection settings={settings} />
      <LanguagesSection settings={settings} />
      <Section title={t("settings.links.title")} hint={t("settings.links.hint")} form={form}>
        <TextSetting form={form} name="privacyUrl" type="url" label={t("settings.privacyUrl")} organisationName={organisationName} />
        <TextSetting form={form} name="termsUrl" type="url" label={t("settings.termsUrl")} organisationName={organisationName} />
        <TextSetting form={form} name="troubleshootingUrl" type="url" label={t("settings.troubleshootingUrl")} organisationName={organisationName} />
      </Section>
    </>
  );
}
