import { isSameSetting } from "@anteroom/core/settings";

type Facts = Readonly<Record<string, unknown>> | null;
/** A value of a fact, as it is read; null: there is nothing to read. */
export type ValueText = (name: string, value: unknown) => string | null;
export type Difference = { name: string; was: string | null; is: string | null };

/** Characters, of which some stand before the first that differs. */
const LONGEST = 300;
const BEFORE = 40;

/** What differs between before and after, a line for each fact; ids are told by name where there is one. */
export function differences(before: Facts, after: Facts, names: Readonly<Record<string, string>>, valueText: ValueText): Difference[] {
  const all = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return all.flatMap((name) => {
    if (isSameSetting(before?.[name], after?.[name])) return [];
    const was = told(name, before?.[name], names, valueText);
    const is = told(name, after?.[name], names, valueText);
    if (was === null && is === null) return [];
    const from = Math.max(0, firstDifferent(was ?? "", is ?? "") - BEFORE);
    return [{ name, was: was && cut(was, from), is: is && cut(is, from) }];
  });
}

function told(name: string, value: unknown, names: Readonly<Record<string, string>>, textOf: ValueText): string | null {
  const text = value === undefined ? null : textOf(name, value);
  return text?.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names[id] ?? id) || null;
}

function firstDifferent(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** A long text is shown where it differs. */
function cut(text: string, from: number): string {
  if (text.length <= LONGEST) return text;
  const part = text.slice(from, from + LONGEST);
  return `${from > 0 ? "…" : ""}${part}${from + LONGEST < text.length ? "…" : ""}`;
}
