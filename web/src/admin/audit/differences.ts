type Facts = Record<string, unknown> | null;
export type Difference = { name: string; was: string | null; is: string | null };

const LONGEST = 300;

/** What differs between before and after, a line for each fact; ids are told by name where there is one. */
export function differences(before: Facts, after: Facts, names: Record<string, string>): Difference[] {
  const all = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...all].flatMap((name) => {
    const was = told(before?.[name], names);
    const is = told(after?.[name], names);
    return was === is ? [] : [{ name, was, is }];
  });
}

function told(value: unknown, names: Record<string, string>): string | null {
  if (value === undefined || value === null || value === "") return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const named = text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names[id] ?? id);
  return named.length > LONGEST ? `${named.slice(0, LONGEST)}…` : named;
}
