import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { EscalationPeopleSetting } from "./escalation-people-setting.tsx";
import { ChoiceSetting, SwitchSetting, TextSetting } from "./setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

const MINUTES = [2, 5, 10, 15, 20, 30, 60];

/** Who is alerted, one after the other, while nobody opens the row of somebody who waits. */
export function EscalationSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "escalation");
  const { organisationName } = settings.clinic;
  const { escalationMinutes } = form.values;
  return (
    <Section
      title={t("settings.escalation.title")}
      hint={t("settings.escalation.hint")}
      form={form}
      names={Object.fromEntries([...settings.team, ...settings.notTold].map(({ personId, name }) => [personId, name]))}
    >
      <SwitchSetting form={form} name="escalationOn" label={t("settings.escalationOn")} hint={t("settings.escalationOn.hint")} organisationName={organisationName} />
      <ChoiceSetting
        form={form}
        name="escalationMinutes"
        label={t("settings.escalationMinutes")}
        hint={t("settings.escalationMinutes.hint")}
        choices={[...new Set([...MINUTES, escalationMinutes])].sort((a, b) => a - b)}
        textOf={(count) => t("settings.times.minutes", { count })}
        organisationName={organisationName}
      />
      <EscalationPeopleSetting form={form} team={settings.team} notTold={settings.notTold} organisationName={organisationName} />
      <TextSetting
        form={form}
        name="escalationPhone"
        type="tel"
        maxLength={40}
        label={t("settings.escalationPhone")}
        hint={t("settings.escalationPhone.hint")}
        organisationName={organisationName}
      />
    </Section>
  );
}
