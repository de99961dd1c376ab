type Words = { code: string; next: string };

const WORDS: Record<string, Words> = {
  en: {
    code: "{code} is your code for {clinic}. Type it on the waiting page. Do not give it to anybody.",
    next: "{clinic}: it is almost your turn. Open this link to go back to your place. It is kept until {time}. {link}",
  },
  ar: {
    code: "{code} هو رمزك لدى {clinic}. اكتبه في صفحة الانتظار ولا تعطه لأحد.",
    next: "{clinic}: اقترب دورك. افتح هذا الرابط لتعود إلى مكانك. يُحفظ مكانك حتى {time}. {link}",
  },
};

/** What a caller is texted, in their language; `{code}` and `{link}` stay for the outbox to fill in. */
export function words(which: keyof Words, language: string, values: Readonly<Record<string, string>>): string {
  const tag = language.split("-")[0]?.toLowerCase() ?? "";
  const text = (WORDS[tag] ?? WORDS.en)?.[which] ?? "";
  return text.replaceAll(/\{(clinic|time)\}/g, (_, name: string) => values[name] ?? "");
}
