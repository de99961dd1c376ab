import { settingsSections } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { TextSetting } from "./setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

/** What goes on outside of the product. */
export function AppsTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "after-visit");
  return (
    <Section title={t("settings.after.title")} hint={t("settings.after.hint")} form={form}>
      {settingsSections["after-visit"].map((name) => (
        <TextSetting key={name} form={form} name={name} type="url" label={t(`settings.${name}`)} organisationName={settings.clinic.organisationName} />
      ))}
    </Section>
  );
}
