import { contrastOfLook, isReadableLook, type LookColours, nearestLook } from "@anteroom/core/settings";
import type { ReactNode } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import type { SectionForm } from "../frame/use-section.ts";

/** What the product takes where nothing was chosen; see tokens.css. */
const OWN: Record<keyof LookColours, string> = { primaryColour: "#0b5a75", secondaryColour: "#1b2428", background: "#f6f4f0" };
const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

type ColourSettingProps = { form: SectionForm<LookColours>; name: keyof LookColours; origin?: ReactNode };

/** Judged while it is typed, by the rule that the server asks too. */
export function ColourSetting({ form: { values, set, errorOf }, name, origin }: ColourSettingProps) {
  const t = useText();
  const value = values[name];
  const label = t(`looks.${name}`);
  const nearest = isColour(value) && !isReadableLook(name, value) ? nearestLook(name, value) : null;
  const contrast = isColour(value) && t("looks.contrast", { contrast: t.intl.formatNumber(Math.floor(contrastOfLook(name, value) * 10) / 10) });
  return (
    <div className="setting setting-wide" data-setting={name}>
      <Field
        label={label}
        hint={`${t(`looks.${name}.hint`)} ${contrast || (value ? "" : t("looks.ownColour"))}`}
        error={
          nearest ? (
            <>
              {t(name === "background" ? "looks.tooDark" : "looks.tooPale")}{" "}
              <Button size="small" onClick={() => set(name, nearest)}>
                <span className="colour-dot" ref={(dot) => dot?.style.setProperty("--dot", nearest)} />
                {t("looks.useColour", { colour: nearest })}
              </Button>
            </>
          ) : value && !isColour(value) ? (
            t("looks.noColour")
          ) : (
            errorOf(name)
          )
        }
      >
        {(control) => (
          <span className="colour-field">
            <input type="color" aria-label={t("looks.choose", { name: label })} value={isColour(value) ? value : OWN[name]} onChange={(event) => set(name, event.target.value)} />
            <input
              {...control}
              dir="ltr"
              maxLength={7}
              spellCheck={false}
              placeholder={OWN[name]}
              value={value}
              onChange={(event) => set(name, event.target.value.toLowerCase())}
            />
            {value && !origin && (
              <Button size="small" variant="ghost" aria-label={t("looks.clear", { name: label })} onClick={() => set(name, "")}>
                {t("admin.reset")}
              </Button>
            )}
          </span>
        )}
      </Field>
      {origin}
    </div>
  );
}
