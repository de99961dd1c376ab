type Facts = Record<string, unknown> | null;
/** A value of a fact, as it is read. */
export type ValueText = (name: string, value: unknown) => string;
export type Difference = { name: string; was: string | null; is: string | null };

const LONGEST = 300;

/** What differs between before and after, a line for each fact; ids are told by name where there is one. */
export function differences(before: Facts, after: Facts, names: Record<string, string>, valueText: ValueText): Difference[] {
  const all = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...all].flatMap((name) => {
    const was = told(before?.[name], names, (value) => valueText(name, value));
    const is = told(after?.[name], names, (value) => valueText(name, value));
    return was === is ? [] : [{ name, was, is }];
  });
}

function told(value: unknown, names: Record<string, string>, textOf: (value: unknown) => string): string | null {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return null;
  const named = textOf(value).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names[id] ?? id);
  return named.length > LONGEST ? `${named.slice(0, LONGEST)}…` : named;
}
