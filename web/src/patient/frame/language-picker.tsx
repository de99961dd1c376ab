import { useState } from "react";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { isReviewed } from "../../i18n/languages.ts";
import { useText } from "../../i18n/patient-messages.ts";
import { ChevronDownIcon, LanguagesIcon } from "../../ui/icons/lucide.ts";

/** The device's own list lies over the words, so that it opens, reads and scrolls as people know it. */
export function LanguagePicker() {
  const t = useText();
  const { language, offered, choose } = useLanguage();
  const [failed, setFailed] = useState(false);
  async function change(tag: string): Promise<void> {
    setFailed(false);
    await choose(tag).catch(() => setFailed(true));
  }
  if (offered.length < 2) return null;
  return (
    <div className="lang">
      <LanguagesIcon className="i-s" />
      <span lang={language.tag} aria-hidden="true">
        {language.endonym}
      </span>
      <ChevronDownIcon className="i-s" />
      <select aria-label={t("language.label")} value={language.tag} onChange={(event) => void change(event.currentTarget.value)}>
        {offered.map((one) => (
          <option key={one.tag} value={one.tag} lang={one.tag}>
            {isReviewed(one, "patient") ? one.endonym : t("language.unreviewed", { language: one.endonym })}
          </option>
        ))}
      </select>
      {failed && (
        <p role="alert" className="lang-note">
          {t("language.failed")}
        </p>
      )}
    </div>
  );
}
