import type { LocalizedText } from "@anteroom/core/settings";
import { useLanguage } from "../i18n/language-provider.tsx";

export type ClinicText = { text: string; tag: string };

/** A text the clinic wrote, in the person's language if there is one, else in the clinic's main language, else in any. */
export function clinicText(texts: LocalizedText, tag: string, mainLanguage: string): ClinicText | null {
  const found = [tag, mainLanguage, ...Object.keys(texts)].find((one) => texts[one]?.trim());
  return found ? { text: texts[found] as string, tag: found } : null;
}

/** A few words of the clinic inside our own: neither side's direction disturbs the other. */
export function ClinicPhrase({ text, tag }: ClinicText) {
  return <bdi lang={tag}>{text}</bdi>;
}

/** Words of the clinic: their language is said, their direction follows their letters, and line breaks stay. */
export function ClinicWords({ texts, mainLanguage, className }: { texts: LocalizedText; mainLanguage: string; className?: string }) {
  const { language } = useLanguage();
  const found = clinicText(texts, language.tag, mainLanguage);
  if (!found) return null;
  return (
    <div className={className ? `stack stack-3 ${className}` : "stack stack-3"} lang={found.tag} dir="auto">
      {found.text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} className="lines">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
