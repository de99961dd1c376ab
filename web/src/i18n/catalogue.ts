import type { MessageFormatElement } from "react-intl";

/** Message id → what the build made of its text; tests see the text itself. */
export type Messages = Record<string, string> | Record<string, MessageFormatElement[]>;

/** One chunk a language: only the chosen catalogue is loaded. */
export type LoadMessages = (language: string) => Promise<Messages>;

/** `files`: what `import.meta.glob` found, as `./patient-en.json`. Several catalogues of one language are put together. */
export function messagesFrom(files: Record<string, () => Promise<unknown>>): LoadMessages {
  return async (language) => {
    const mine = Object.keys(files).filter((path) => path.endsWith(`-${language}.json`));
    if (mine.length === 0) throw new Error(`no catalogue for ${language}`);
    const parts = await Promise.all(mine.map((path) => (files[path] as () => Promise<Messages>)()));
    return Object.assign({}, ...parts) as Messages;
  };
}
