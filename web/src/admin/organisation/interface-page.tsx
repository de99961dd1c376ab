import type { LookColours, OrganisationValues } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { ArchIcon } from "../../ui/icons/logo.ts";
import { Section } from "../frame/section.tsx";
import { type SectionForm, useSection } from "../frame/use-section.ts";
import { ColourSetting } from "../looks/colour-setting.tsx";
import { ImageField } from "../looks/image-field.tsx";
import { LookPreview } from "../looks/look-preview.tsx";
import { OwnPictureSetting } from "../looks/own-picture-setting.tsx";
import "../looks/looks.css";
import { judgeOf, type SectionProps, SettingsPage } from "./settings-page.tsx";

export function OrganisationInterfacePage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="interface" title={t("organisation.interface")} lead={t("organisation.interfaceLead")}>
      {(props) => <Interface key={organisationId} organisationId={organisationId} {...props} />}
    </SettingsPage>
  );
}

function Interface({ organisationId, saved, save }: SectionProps<"interface"> & { organisationId: string }) {
  const t = useText();
  const { send } = useLink();
  const form = useSection<OrganisationValues<"interface">>(saved, save, judgeOf("interface"));
  const name = usePerson().organisations.find(({ id }) => id === organisationId)?.name ?? t("admin.organisation");
  return (
    <Section title={t("organisation.interface")} hint={t("looks.coloursHintOrganisation")} form={form}>
      <ImageField
        label={t("looks.logo")}
        hint={`${t("looks.logoHintOrganisation")} ${t("looks.logoKinds")}`}
        value={form.values.logo}
        onChange={(hash) => form.set("logo", hash)}
        send={(body, way) => send("POST /api/organisations/{organisationId}/images", { params: { organisationId }, body, ...way })}
        none={<ArchIcon />}
        alt={t("looks.logoAlt", { name })}
        error={form.errorOf("logo")}
      />
      {(["primaryColour", "secondaryColour", "background"] as const).map((each) => (
        <ColourSetting key={each} form={form as unknown as SectionForm<LookColours>} name={each} />
      ))}
      <OwnPictureSetting value={form.values.ownPictureSize} onChange={(size) => form.set("ownPictureSize", size)} />
      <LookPreview colours={form.values} name={name} ownPictureSize={form.values.ownPictureSize} />
    </Section>
  );
}
