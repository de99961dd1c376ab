import { contrastWithWhite, LEAST_CONTRAST, nearestReadable } from "@anteroom/core/settings";
import { type CSSProperties, type ReactNode } from "react";
import "./looks.css";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import type { SectionForm } from "../frame/use-section.ts";

type Values = { primaryColour: string; secondaryColour: string };

/** What the product takes where nothing was chosen; see tokens.css. */
const OWN: Record<keyof Values, string> = { primaryColour: "#0a5c75", secondaryColour: "#47606b" };
const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** Two colours and how they look. `originOf`: where a value comes from, where there are several places. */
export function Colours({ form, originOf }: { form: SectionForm<Values>; originOf?: (name: keyof Values, label: string) => ReactNode }) {
  const t = useText();
  const shown = (name: keyof Values) => (isColour(form.values[name]) ? form.values[name] : OWN[name]);
  return (
    <>
      <Colour name="primaryColour" form={form} originOf={originOf} />
      <Colour name="secondaryColour" form={form} originOf={originOf} />
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
    </>
  );
}

/** Judged while it is typed, by the rule that the server asks too. */
function Colour({
  name,
  form: { values, set, errorOf },
  originOf,
}: {
  name: keyof Values;
  form: SectionForm<Values>;
  originOf: ((name: keyof Values, label: string) => ReactNode) | undefined;
}) {
  const t = useText();
  const value = values[name];
  const isPale = isColour(value) && contrastWithWhite(value) < LEAST_CONTRAST;
  const nearest = isPale ? nearestReadable(value) : null;
  const contrast = isColour(value) && t("organisation.contrast", { contrast: t.intl.formatNumber(Math.floor(contrastWithWhite(value) * 10) / 10) });
  const label = t(`organisation.field.${name}`);
  return (
    <div className="setting-row">
      <Field
        label={label}
        hint={value ? contrast : t("organisation.ownColour")}
        optional={t("organisation.optional")}
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
            <input
              {...control}
              dir="ltr"
              maxLength={7}
              spellCheck={false}
              placeholder={OWN[name]}
              value={value}
              onChange={(event) => set(name, event.target.value.toLowerCase())}
            />
            {value && (
              <Button size="small" variant="ghost" onClick={() => set(name, "")}>
                {t("admin.reset")}
              </Button>
            )}
          </span>
        )}
      </Field>
      {originOf?.(name, label)}
    </div>
  );
}
