import type { OrganisationValues } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { Colours } from "../looks/colours.tsx";
import { type SectionProps, SettingsPage } from "./settings-page.tsx";

export function OrganisationInterfacePage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="interface" title={t("organisation.interface")} lead={t("organisation.interfaceLead")}>
      {(props) => <OrganisationColours key={organisationId} {...props} />}
    </SettingsPage>
  );
}

function OrganisationColours({ saved, save }: SectionProps<"interface">) {
  const t = useText();
  const form = useSection<OrganisationValues<"interface">>(saved, save);
  return (
    <Section title={t("organisation.colours")} hint={t("organisation.coloursHint")} form={form}>
      <Colours form={form} />
    </Section>
  );
}
