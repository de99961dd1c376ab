/** One clinic of a pasted list; `line` as people count them. */
export type PastedClinic = { line: number; name: string; administratorEmail: string };

/** A name and an address in each line, parted as a spreadsheet, a list or a mail program parts them. A name may have commas in it. */
export function clinicsIn(text: string): PastedClinic[] {
  return text.split(/\r?\n/).flatMap((written, at) => {
    const line = written.trim();
    if (!line) return [];
    const found = /^(.*?)[\s,;|]*<?([^\s,;|<>"]+@[^\s,;|<>"]+)>?[\s,;|"]*$/.exec(line);
    return [{ line: at + 1, name: bare(found ? (found[1] ?? "") : line), administratorEmail: (found?.[2] ?? "").toLowerCase() }];
  });
}

/** Without the quotes of a table. */
function bare(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"[\s,;|"]*$/u, "$1")
    .replace(/["\s,;|]+$/u, "")
    .trim();
}
