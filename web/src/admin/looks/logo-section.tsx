import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { logoIcons } from "@anteroom/core/settings";
import { ClinicLogo } from "../../ui/icons/logo.ts";
import { Origin } from "../clinic-settings/setting.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { Section } from "../frame/section.tsx";
import { ImageField } from "./image-field.tsx";
import "./looks.css";

/** The clinic's own logo; without one it is that of its organisation, at once when that changes. */
export function LogoSection({ settings }: TabProps) {
  const t = useText();
  const { send } = useLink();
  const form = useClinicSection(settings, "logo");
  const { slug, name, organisationName } = settings.clinic;
  return (
    <Section title={t("looks.logo")} hint={t("looks.logoHint")} form={form}>
      <ImageField
        label={t("looks.picture")}
        hint={form.values.logo ? t("looks.logoKinds") : `${t("looks.logoNone")} ${t("looks.logoKinds")}`}
        value={form.values.logo}
        onChange={(hash) => form.set("logo", hash)}
        send={(body, way) => send("POST /api/clinics/{slug}/images", { params: { slug }, body, ...way })}
        none={<ClinicLogo name={form.values.logoIcon} />}
        alt={t("looks.logoAlt", { name })}
        error={form.errorOf("logo")}
      />
      <Origin form={form} name="logo" label={t("looks.picture")} organisationName={organisationName} />
      <fieldset className="setting setting-wide">
        <legend className="label">{t("looks.drawing")}</legend>
        <div className="logo-choice">
          {logoIcons.map((each) => (
            <label key={each} title={t(`looks.drawing.${each}`)}>
              <input
                type="radio"
                name={`drawing of ${slug}`}
                aria-label={t(`looks.drawing.${each}`)}
                checked={form.values.logoIcon === each}
                onChange={() => form.set("logoIcon", each)}
              />
              <ClinicLogo name={each} />
            </label>
          ))}
        </div>
        <Origin form={form} name="logoIcon" label={t("looks.drawing")} organisationName={organisationName} />
      </fieldset>
    </Section>
  );
}
