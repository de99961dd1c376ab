import { offlineQueues } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { ChoiceSetting } from "./setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

/** Whether callers may put the phone down and be texted when it is their turn. */
export function OfflineSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "offline");
  return (
    <Section title={t("settings.offline.title")} hint={t("settings.offline.hint")} form={form}>
      <ChoiceSetting
        form={form}
        name="offlineQueue"
        label={t("settings.offlineQueue")}
        hint={t("settings.offlineQueue.hint")}
        choices={offlineQueues}
        textOf={(choice) => t(`settings.offlineQueue.${choice}`)}
        organisationName={settings.clinic.organisationName}
      />
    </Section>
  );
}
