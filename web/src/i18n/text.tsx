import type { ReactNode } from "react";
import { type IntlShape, useIntl } from "react-intl";

type PlainValue = string | number | boolean | Date | null | undefined;
export type Values = Record<string, PlainValue>;
/** `<b>…</b>` in a message is drawn by the function of that name. */
export type RichValues = Record<string, PlainValue | ReactNode | ((chunks: ReactNode[]) => ReactNode)>;

export type TextOf<Id extends string> = ((id: Id, values?: Values) => string) & { intl: IntlShape };

/** The two ways to a message, for the ids of one catalogue. A forgotten or misspelt id does not compile. */
export function textFor<Id extends string>() {
  /** For attributes and plain text: `const t = useText(); t("waiting.title")`. `t.intl` formats dates and numbers. */
  function useText(): TextOf<Id> {
    const intl = useIntl();
    return Object.assign((id: Id, values?: Values) => intl.formatMessage({ id }, values), { intl });
  }
  /** For messages with parts that are elements. */
  function Text({ id, values }: { id: Id; values?: RichValues }) {
    const intl = useIntl();
    return <>{intl.formatMessage({ id }, values as Parameters<IntlShape["formatMessage"]>[1])}</>;
  }
  return { useText, Text };
}
