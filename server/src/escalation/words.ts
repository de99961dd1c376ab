const WORDS: Record<string, string> = {
  en: "A caller has waited {minutes} min at {clinic}, and nobody has looked yet. {link}",
  ar: "ينتظر متصل منذ {minutes} دقيقة في {clinic} ولم ينظر أحد بعد. {link}",
};

export function words(language: string, values: Readonly<Record<string, string>>): string {
  const text = WORDS[language.split("-")[0]?.toLowerCase() ?? ""] ?? WORDS.en ?? "";
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
