import { useLanguage } from "../../i18n/language-provider.tsx";
import { isReviewed, languages } from "../../i18n/languages.ts";
import { useText } from "../../i18n/staff-messages.ts";
import { Select } from "../../ui/select.tsx";
import { useState } from "react";

/** Every language in its own words. A catalogue that no native reader has looked at says so. */
export function LanguagePicker() {
  const t = useText();
  const { language, choose } = useLanguage();
  const [failed, setFailed] = useState(false);
  return (
    <div className="stack stack-2 language">
      <Select
        aria-label={t("language.label")}
        value={language.tag}
        onChange={(event) => {
          setFailed(false);
          choose(event.target.value).catch(() => setFailed(true));
        }}
      >
        {languages.map((each) => (
          <option key={each.tag} value={each.tag} lang={each.tag} dir={each.direction}>
            {each.endonym}
          </option>
        ))}
      </Select>
      {!isReviewed(language, "staff") && <p className="small muted">{t("language.unreviewed")}</p>}
      {failed && (
        <p className="small error" role="alert">
          {t("language.failed")}
        </p>
      )}
    </div>
  );
}
