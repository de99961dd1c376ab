import type { EntryField } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { FALLBACK_LANGUAGE, type Language } from "../../i18n/languages.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDownIcon, ChevronUpIcon, PlusIcon, XIcon } from "../../ui/icons/lucide.ts";

type Options = EntryField["options"];
const MOST = 50;

/** What can be chosen, each in every language; an answer that was given stays with its option when the words change. */
export function OptionsSetting({ options, languages, onChange }: { options: Options; languages: readonly Language[]; onChange: (next: Options) => void }) {
  const t = useText();
  const mainLanguage = languages[0]?.tag ?? FALLBACK_LANGUAGE;
  const move = (at: number, by: number) => {
    const next = [...options];
    const [option] = next.splice(at, 1);
    if (option) onChange([...next.slice(0, at + by), option, ...next.slice(at + by)]);
  };
  return (
    <fieldset className="options">
      <legend className="label">{t("settings.options")}</legend>
      {options.length === 0 && <p className="small muted">{t("settings.options.none")}</p>}
      <ol>
        {options.map((option, at) => {
          const name = option.label[mainLanguage] || option.label.en || String(at + 1);
          return (
            <li key={option.value} className="option">
              {languages.map(({ tag, endonym, direction }) => (
                <input
                  key={tag}
                  className="input"
                  lang={tag}
                  dir={direction}
                  maxLength={100}
                  placeholder={endonym}
                  aria-label={t("settings.options.word", { number: at + 1, language: endonym })}
                  value={option.label[tag] ?? ""}
                  onChange={(event) => onChange(options.map((each) => (each === option ? { ...option, label: { ...option.label, [tag]: event.target.value } } : each)))}
                />
              ))}
              <span className="cluster">
                <IconButton label={t("settings.fields.up", { name })} icon={ChevronUpIcon} disabled={at === 0} onClick={() => move(at, -1)} />
                <IconButton label={t("settings.fields.down", { name })} icon={ChevronDownIcon} disabled={at === options.length - 1} onClick={() => move(at, 1)} />
                <IconButton label={t("settings.fields.remove", { name })} icon={XIcon} onClick={() => onChange(options.filter((each) => each !== option))} />
              </span>
            </li>
          );
        })}
      </ol>
      <span>
        <Button type="button" size="small" icon={PlusIcon} disabled={options.length >= MOST} onClick={() => onChange([...options, { value: freshValue(options), label: {} }])}>
          {t("settings.options.add")}
        </Button>
      </span>
    </fieldset>
  );
}

function freshValue(options: Options): string {
  for (let number = options.length + 1; ; number += 1) if (!options.some(({ value }) => value === `option-${number}`)) return `option-${number}`;
}
