/** Addresses as people paste them: lines, commas, semicolons, and `"Lind, Ana" <ana@…>` of a mail program. */
export function addressesIn(text: string): string[] {
  const bare = text.replace(/(?:"[^"\n]*"\s*|[^\n,;<>"]*)<([^<>\n]+)>/g, "\n$1\n");
  return [...new Set(bare.split(/[\s,;]+/).flatMap((address) => (address ? [address.toLowerCase()] : [])))];
}
