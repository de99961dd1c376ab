import type { OrganisationValues } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Select } from "../../ui/select.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { judgeOf, type SectionProps, SettingsPage } from "./settings-page.tsx";
import { SettingRow } from "./setting-row.tsx";

type Values = OrganisationValues<"information">;
type TextName = Exclude<keyof Values, "timeZone" | "supportMessage">;

export function OrganisationInformationPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="information" title={t("organisation.information")} lead={t("organisation.informationLead")}>
      {(props) => <Information key={organisationId} {...props} />}
    </SettingsPage>
  );
}

function Information({ saved, save }: SectionProps<"information">) {
  const t = useText();
  const form = useSection<Values>(saved, save, judgeOf("information"));
  const { values, set, errorOf } = form;
  const line = (name: TextName, more: { type?: string; hint?: string; dir?: "auto" | "ltr"; maxLength: number; required?: boolean }) => (
    <SettingRow name={name} label={t(`organisation.field.${name}`)} hint={more.hint} error={errorOf(name)} optional={!more.required}>
      {(control) => (
        <input
          {...control}
          type={more.type ?? "text"}
          dir={more.dir ?? "ltr"}
          maxLength={more.maxLength}
          autoComplete="off"
          value={values[name]}
          onChange={(event) => set(name, event.target.value)}
        />
      )}
    </SettingRow>
  );
  return (
    <Section title={t("organisation.information")} form={form}>
      {line("name", { dir: "auto", maxLength: 120, required: true })}
      <SettingRow name="timeZone" label={t("organisation.field.timeZone")} hint={t("organisation.forNew")} error={errorOf("timeZone")}>
        {(control) => (
          <Select {...control} value={values.timeZone} onChange={(event) => set("timeZone", event.target.value)}>
            {zonesWith(values.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        )}
      </SettingRow>
      {line("supportPhone", { type: "tel", maxLength: 40, hint: t("organisation.forNew") })}
      {line("supportEmail", { type: "email", maxLength: 254, hint: t("organisation.forNew") })}
      <SettingRow name="supportMessage" label={t("organisation.field.supportMessage")} hint={t("organisation.forNew")} error={errorOf("supportMessage")} optional>
        {(control) => <textarea {...control} dir="auto" rows={3} maxLength={500} value={values.supportMessage} onChange={(event) => set("supportMessage", event.target.value)} />}
      </SettingRow>
      {line("privacyUrl", { type: "url", maxLength: 500, hint: t("organisation.live") })}
      {line("termsUrl", { type: "url", maxLength: 500, hint: t("organisation.live") })}
      {line("troubleshootingUrl", { type: "url", maxLength: 500, hint: t("organisation.live") })}
    </Section>
  );
}

/** What the browser knows, and what is stored even if it does not. */
function zonesWith(stored: string): readonly string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), stored])];
}
