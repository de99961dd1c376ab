import { type OrganisationValues, settingsSections } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { type SectionProps, SettingsPage } from "./settings-page.tsx";

/** What new clinics of the organisation begin with. */
export function OrganisationJoiningPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="joining" title={t("organisation.joining")} lead={t("organisation.joiningLead")}>
      {(props) => <Joining key={organisationId} {...props} />}
    </SettingsPage>
  );
}

function Joining({ saved, save }: SectionProps<"joining">) {
  const t = useText();
  const form = useSection<OrganisationValues<"joining">>(saved, save);
  return (
    <Section title={t("settings.joining.title")} form={form}>
      {settingsSections.joining.map((name) => (
        <div className="setting-row" key={name}>
          <Switch checked={form.values[name]} hint={t(`settings.${name}.hint`)} onChange={(on) => form.set(name, on)}>
            {t(`settings.${name}`)}
          </Switch>
        </div>
      ))}
    </Section>
  );
}
