import "./looks.css";
import { logoIcons } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { ClinicLogo } from "../../ui/icons/logo.ts";
import { Origin } from "../clinic-settings/setting.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { Section } from "../frame/section.tsx";
import { Colours } from "./colours.tsx";

/** How the clinic looks to its callers. */
export function LooksTab({ settings }: TabProps) {
  const t = useText();
  const logo = useClinicSection(settings, "logo");
  const colours = useClinicSection(settings, "interface");
  const { organisationName } = settings.clinic;
  return (
    <>
      <Section title={t("looks.logo")} hint={t("looks.logo.hint")} form={logo}>
        <fieldset className="setting setting-wide">
          <legend className="sr">{t("looks.logo")}</legend>
          <div className="logo-choice">
            {logoIcons.map((name) => (
              <label key={name} title={t(`looks.logo.${name}`)}>
                <input type="radio" name="logo" aria-label={t(`looks.logo.${name}`)} checked={logo.values.logoIcon === name} onChange={() => logo.set("logoIcon", name)} />
                <ClinicLogo name={name} />
              </label>
            ))}
          </div>
          <Origin form={logo} name="logoIcon" label={t("looks.logo")} organisationName={organisationName} />
        </fieldset>
      </Section>
      <Section title={t("organisation.colours")} hint={t("looks.colours.hint")} form={colours}>
        <Colours form={colours} originOf={(name, label) => <Origin form={colours} name={name} label={label} organisationName={organisationName} />} />
      </Section>
    </>
  );
}
