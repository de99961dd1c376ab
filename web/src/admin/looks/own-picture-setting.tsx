import type { ClinicSettings } from "@anteroom/core/settings";
import type { ReactNode } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";

type Size = ClinicSettings["ownPictureSize"];

export function OwnPictureSetting({ value, onChange, origin }: { value: Size; onChange: (size: Size) => void; origin?: ReactNode }) {
  const t = useText();
  return (
    <div className="setting setting-wide">
      <Field label={t("looks.ownPictureSize")} hint={t("looks.ownPictureSize.hint")}>
        {(control) => (
          <Select {...control} value={value} onChange={(event) => onChange(event.target.value as Size)}>
            {(["small", "medium", "large"] as const).map((size) => (
              <option key={size} value={size}>
                {t(`looks.ownPictureSize.${size}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {origin}
    </div>
  );
}
