import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { TextSetting } from "./setting.tsx";
import { TagsSetting } from "./tags-setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

export function ReportingTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "reporting");
  const { organisationName } = settings.clinic;
  return (
    <Section title={t("settings.reporting.title")} hint={t("settings.reporting.hint")} form={form}>
      <TextSetting form={form} name="consultationName" maxLength={80} label={t("settings.consultationName")} organisationName={organisationName} />
      <TextSetting form={form} name="specialty" maxLength={80} label={t("settings.specialty")} organisationName={organisationName} />
      <TagsSetting form={form} organisationName={organisationName} />
    </Section>
  );
}
