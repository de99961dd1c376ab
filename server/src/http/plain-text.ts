/** As the database can hold it. No person types a NUL, and half of a surrogate pair is what is left of an emoji that was cut. */
export function plainText(text: string): string {
  return Buffer.from(text.replaceAll("\0", "")).toString();
}

/** The escapes by which JSON could say what `plainText` takes out. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i;

export function parsePlainJson(text: string): unknown {
  if (!SUSPICIOUS.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => {
    if (plainText(key) !== key) throw new SyntaxError("a name of a field that no text can hold");
    return typeof value === "string" ? plainText(value) : value;
  });
}

export function plainQuery(query: unknown): unknown {
  if (typeof query !== "object" || query === null) return query;
  return Object.fromEntries(Object.entries(query).map(([name, value]: [string, unknown]) => [name, typeof value === "string" ? plainText(value) : value]));
}
