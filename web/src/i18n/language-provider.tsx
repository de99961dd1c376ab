import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { createIntl, createIntlCache, RawIntlProvider } from "react-intl";
import type { LoadMessages, Messages } from "./catalogue.ts";
import { rememberLanguage } from "./chosen-language.ts";
import { type Language, languageOf, languages } from "./languages.ts";

type LanguageChoice = {
  language: Language;
  /** Which may be chosen here. */
  offered: readonly Language[];
  /** In place: nothing of the page is lost. Rejects when the catalogue cannot be fetched; the old language stays. */
  choose: (tag: string) => Promise<void>;
  /** Adds a catalogue that comes later, for example that of the call. Resolves when its messages can be shown. */
  add: (load: LoadMessages) => Promise<void>;
};

const Choice = createContext<LanguageChoice | null>(null);
const cache = createIntlCache();

type Props = { tag: string; messages: Messages; load: LoadMessages; offered?: readonly string[] | undefined; children: ReactNode };

/** `messages`: those of `language`, loaded before the first picture of the page. `offered`: all, where it is left out. */
export function LanguageProvider({ tag: firstTag, messages: first, load, offered, children }: Props) {
  const [shown, setShown] = useState({ tag: firstTag, messages: first });
  const loaders = useRef([load]);
  const wanted = useRef(firstTag);

  const choice = useMemo<LanguageChoice>(() => {
    async function show(tag: string): Promise<void> {
      const parts = await Promise.all(loaders.current.map((one) => one(tag)));
      // Somebody chose again meanwhile: the newest wish wins.
      if (wanted.current === tag) setShown({ tag, messages: Object.assign({}, ...parts) as Messages });
    }
    return {
      language: languageOf(shown.tag),
      offered: offered ? offered.flatMap((tag) => languages.find((one) => one.tag === tag) ?? []) : languages,
      async choose(tag) {
        const before = wanted.current;
        wanted.current = tag;
        try {
          await show(tag);
          rememberLanguage(tag);
        } catch (error) {
          if (wanted.current === tag) wanted.current = before;
          throw error;
        }
      },
      async add(more) {
        if (loaders.current.includes(more)) return;
        // Fetched before it joins the list, so that a failed attempt can be repeated.
        await more(wanted.current);
        loaders.current = [...loaders.current, more];
        await show(wanted.current);
      },
    };
  }, [shown.tag, offered]);

  useEffect(() => {
    const { tag, direction } = languageOf(shown.tag);
    document.documentElement.lang = tag;
    document.documentElement.dir = direction;
  }, [shown.tag]);

  const intl = useMemo(() => createIntl({ locale: formattingTag(shown.tag), defaultLocale: shown.tag, messages: shown.messages as Record<string, string> }, cache), [shown]);

  return (
    <Choice.Provider value={choice}>
      <RawIntlProvider value={intl}>{children}</RawIntlProvider>
    </Choice.Provider>
  );
}

/** Times and numbers as in the person's country: `en-GB` says 17:00 where `en` says 5:00 PM. */
function formattingTag(tag: string): string {
  return (navigator.languages ?? []).find((one) => one === tag || one.startsWith(`${tag}-`)) ?? tag;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Choice);
  if (!choice) throw new Error("useLanguage is used outside LanguageProvider");
  return choice;
}
