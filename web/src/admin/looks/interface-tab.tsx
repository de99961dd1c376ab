import { useText } from "../../i18n/admin-messages.ts";
import type { LookColours } from "@anteroom/core/settings";
import { Origin } from "../clinic-settings/setting.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { Section } from "../frame/section.tsx";
import type { SectionForm } from "../frame/use-section.ts";
import { ColourSetting } from "./colour-setting.tsx";
import { LogoSection } from "./logo-section.tsx";
import { LookPreview } from "./look-preview.tsx";
import { OwnPictureSetting } from "./own-picture-setting.tsx";
import "./looks.css";

/** How the clinic looks to its callers. */
export function InterfaceTab({ settings }: TabProps) {
  const t = useText();
  const form = useClinicSection(settings, "interface");
  const { name: clinicName, organisationName } = settings.clinic;
  return (
    <>
      <Section title={t("looks.colours")} hint={t("looks.coloursHint")} form={form}>
        {(["primaryColour", "secondaryColour", "background"] as const).map((name) => (
          <ColourSetting
            key={name}
            form={form as unknown as SectionForm<LookColours>}
            name={name}
            origin={<Origin form={form} name={name} label={t(`looks.${name}`)} organisationName={organisationName} />}
          />
        ))}
        <OwnPictureSetting
          value={form.values.ownPictureSize}
          onChange={(size) => form.set("ownPictureSize", size)}
          origin={<Origin form={form} name="ownPictureSize" label={t("looks.ownPictureSize")} organisationName={organisationName} />}
        />
        <LookPreview colours={form.values} name={clinicName} ownPictureSize={form.values.ownPictureSize} />
      </Section>
      <LogoSection settings={settings} />
    </>
  );
}
