import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { ChoiceSetting } from "./setting.tsx";
import { type TabProps, useClinicSection } from "./use-clinic-section.ts";

const MINUTE_MS = 60_000;
/** Minutes. A place is kept for two at least, and details for an hour at most. */
const KEPT = { graceMs: [2, 3, 5, 10, 15, 30, 60], purgeAfterMs: [5, 10, 15, 30, 60] } as const;

/** How long a place is kept for somebody whose page is gone, and how long details are after the visit. */
export function TimesSection({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "times");
  const choicesOf = (name: keyof typeof KEPT) => [...new Set([...KEPT[name].map((minutes) => minutes * MINUTE_MS), form.values[name]])].sort((a, b) => a - b);
  return (
    <Section title={t("settings.times.title")} hint={t("settings.times.hint")} form={form}>
      {(["graceMs", "purgeAfterMs"] as const).map((name) => (
        <ChoiceSetting
          key={name}
          form={form}
          name={name}
          label={t(`settings.${name}`)}
          hint={t(`settings.${name}.hint`)}
          choices={choicesOf(name)}
          textOf={(ms) => t("settings.times.minutes", { count: ms / MINUTE_MS })}
          organisationName={settings.clinic.organisationName}
        />
      ))}
    </Section>
  );
}
