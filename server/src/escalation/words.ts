const WORDS: Record<string, { one: string; several: string }> = {
  en: {
    one: "A caller has waited {minutes} min at {clinic}, and nobody has looked yet. {link}",
    several: "{count} callers wait at {clinic}, the longest for {minutes} min, and nobody has looked yet. {link}",
  },
  ar: {
    one: "ينتظر متصل منذ {minutes} دقيقة في {clinic} ولم ينظر أحد بعد. {link}",
    several: "عدد المنتظرين في {clinic}: {count}، وأطولهم انتظارًا منذ {minutes} دقيقة، ولم ينظر أحد بعد. {link}",
  },
};

export function words(language: string, values: Readonly<{ count: string; minutes: string; clinic: string; link: string }>): string {
  const { one, several } = WORDS[language.split("-")[0]?.toLowerCase() ?? ""] ?? WORDS.en!;
  return (values.count === "1" ? one : several).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name as keyof typeof values] ?? "");
}
