import { contrastWithWhite, LEAST_CONTRAST, nearestReadable, type OrganisationValues } from "@anteroom/core/settings";
import type { CSSProperties } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { type SectionProps, SettingsPage } from "./settings-page.tsx";
import { SettingRow } from "./setting-row.tsx";

type Values = OrganisationValues<"interface">;

/** What the product takes where nothing was chosen; see tokens.css. */
const OWN: Record<keyof Values, string> = { primaryColour: "#0a5c75", secondaryColour: "#47606b" };
const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

export function OrganisationInterfacePage({ organisationId }: { organisationId: string }) {
  const t = useText();
  return (
    <SettingsPage organisationId={organisationId} section="interface" title={t("organisation.interface")} lead={t("organisation.interfaceLead")}>
      {(props) => <Colours key={organisationId} {...props} />}
    </SettingsPage>
  );
}

function Colours({ saved, save }: SectionProps<"interface">) {
  const t = useText();
  const form = useSection<Values>(saved, save);
  const shown = (name: keyof Values) => (isColour(form.values[name]) ? form.values[name] : OWN[name]);
  return (
    <Section title={t("organisation.colours")} hint={t("organisation.coloursHint")} form={form}>
      <Colour name="primaryColour" form={form} />
      <Colour name="secondaryColour" form={form} />
      <div
        className="colour-preview"
        role="img"
        aria-label={t("organisation.preview")}
        style={{ "--preview-primary": shown("primaryColour"), "--preview-secondary": shown("secondaryColour") } as CSSProperties}
      >
        <span className="small">{t("organisation.preview")}</span>
        <span className="line">
          <span className="sample is-primary">{t("organisation.previewButton")}</span>
          <span className="sample is-secondary">{t("organisation.previewSecond")}</span>
          <span className="is-text">{t("organisation.previewLink")}</span>
        </span>
      </div>
    </Section>
  );
}

/** Judged while it is typed, by the rule that the server asks too. */
function Colour({ name, form: { values, set, errorOf } }: { name: keyof Values; form: ReturnType<typeof useSection<Values>> }) {
  const t = useText();
  const value = values[name];
  const isPale = isColour(value) && contrastWithWhite(value) < LEAST_CONTRAST;
  const nearest = isPale ? nearestReadable(value) : null;
  const contrast = isColour(value) && t("organisation.contrast", { contrast: t.intl.formatNumber(Math.floor(contrastWithWhite(value) * 10) / 10) });
  const label = t(`organisation.field.${name}`);
  return (
    <SettingRow
      label={label}
      hint={value ? contrast : t("organisation.ownColour")}
      optional
      error={
        nearest ? (
          <>
            {t("organisation.tooPale")}{" "}
            <Button size="small" onClick={() => set(name, nearest)}>
              {t("organisation.useColour", { colour: nearest })}
            </Button>
          </>
        ) : (
          errorOf(name)
        )
      }
    >
      {(control) => (
        <span className="colour-field">
          <input
            type="color"
            aria-label={t("organisation.choose", { name: label })}
            value={isColour(value) ? value : OWN[name]}
            onChange={(event) => set(name, event.target.value)}
          />
          <input {...control} dir="ltr" maxLength={7} spellCheck={false} placeholder={OWN[name]} value={value} onChange={(event) => set(name, event.target.value.toLowerCase())} />
          {value && (
            <Button size="small" variant="ghost" onClick={() => set(name, "")}>
              {t("admin.reset")}
            </Button>
          )}
        </span>
      )}
    </SettingRow>
  );
}
