import type { OrganisationValues } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { judgeOf, type SectionProps, SettingsPage } from "./settings-page.tsx";
import { SingleSignOnSection } from "./single-sign-on-section.tsx";
import { SettingRow } from "./setting-row.tsx";

type Values = OrganisationValues<"sign-in">;
const HOURS = [1, 2, 4, 8, 12, 24] as const;

export function OrganisationSignInPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="sign-in" title={t("organisation.signIn")} lead={t("organisation.signInLead")}>
      {(props) => (
        <>
          <Rules key={organisationId} {...props} />
          <SingleSignOnSection key={`${organisationId} provider`} organisationId={organisationId} />
        </>
      )}
    </SettingsPage>
  );
}

function Rules({ saved, save }: SectionProps<"sign-in">) {
  const t = useText();
  const form = useSection<Values>(saved, save, judgeOf("sign-in"));
  const { values, set, errorOf } = form;
  return (
    <Section title={t("organisation.signInRules")} form={form}>
      <SettingRow name="sessionHours" label={t("organisation.field.sessionHours")} error={errorOf("sessionHours")}>
        {(control) => (
          <Select {...control} value={values.sessionHours} onChange={(event) => set("sessionHours", Number(event.target.value))}>
            {[...new Set([...HOURS, values.sessionHours])]
              .sort((a, b) => a - b)
              .map((hours) => (
                <option key={hours} value={hours}>
                  {t("organisation.hours", { hours })}
                </option>
              ))}
          </Select>
        )}
      </SettingRow>
      <div className="setting-row">
        <Switch checked={values.secondFactorRequired} hint={t("organisation.secondFactorHint")} onChange={(required) => set("secondFactorRequired", required)}>
          {t("organisation.secondFactor")}
        </Switch>
      </div>
    </Section>
  );
}
