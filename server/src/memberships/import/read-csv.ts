import { setImmediate } from "node:timers/promises";
import { type Fault, faultAt } from "@anteroom/core/faults";
import { IMPORT_COLUMNS, IMPORT_MOST_ROWS, type ImportColumn, type ImportCells } from "@anteroom/core/protocol";
import { CsvError, parse } from "csv-parse";
import { badField, badFields, type Refusal } from "../../visits/index.ts";

/** Rows after which others get their turn. */
const AT_A_TIME = 250;
const CHUNK = 32_768;

/** Other spellings of the columns, without spaces, hyphens and capitals. */
const SPELLINGS: ReadonlyMap<string, ImportColumn> = new Map(
  Object.entries({
    organisation: "organisation",
    organization: "organisation",
    clinic: "clinic",
    cliniclink: "clinic",
    email: "email",
    emailaddress: "email",
    role: "role",
    waitingarea: "waitingArea",
    rooms: "rooms",
    meetingrooms: "rooms",
    userroom: "userRoom",
  } as const),
);

/** The rows of a file, or what is wrong with it as a whole. The path says which kind of wrong, for pages with words of their own. */
export async function readCsv(csv: string): Promise<ImportCells[] | Refusal> {
  if (csv.includes("\ufffd")) return badField("csv.encoding", "csvEncoding");
  const heading = /^[^\r\n]*/.exec(csv.replace(/^\ufeff/, ""))?.[0] ?? "";
  const delimiter = heading.split(";").length > heading.split(",").length ? ";" : ",";
  const parser = parse({ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 20_000 });
  // Written in pieces, so that a long file does not hold up everybody else.
  const writing = (async () => {
    for (let at = 0; at < csv.length; at += CHUNK) {
      if (!parser.write(csv.slice(at, at + CHUNK))) await new Promise((drained) => parser.once("drain", drained));
      await setImmediate();
    }
    parser.end();
  })();
  const rows: ImportCells[] = [];
  let columns: ImportColumn[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!columns) {
        const found = columnsOf(record);
        if ("ok" in found) return found;
        columns = found;
        continue;
      }
      if (record.every((cell) => cell === "")) continue;
      if (record.length > columns.length) return badField("csv.cells", "csvCells", { line: String(info.lines) });
      if (rows.length === IMPORT_MOST_ROWS) return badField("csv.rows", "csvRows", { max: String(IMPORT_MOST_ROWS) });
      const cells: ImportCells = { line: info.lines, organisation: "", clinic: "", email: "", role: "", waitingArea: "", rooms: "", userRoom: "" };
      columns.forEach((column, at) => (cells[column] = (record[at] ?? "").slice(0, 500)));
      rows.push(cells);
      if (rows.length % AT_A_TIME === 0) await setImmediate();
    }
  } catch (error) {
    if (error instanceof CsvError) return badFields(unreadable(error));
    throw error;
  } finally {
    parser.destroy();
    writing.catch(() => {});
  }
  if (!columns || rows.length === 0) return badField("csv.empty", "csvEmpty");
  return rows;
}

function unreadable({ code, lines }: CsvError & { lines?: number }): Fault {
  return faultAt("csv.form", /QUOTE/.test(code) ? "csvQuote" : "csvForm", { line: String(lines ?? 1) });
}

function columnsOf(heading: readonly string[]): ImportColumn[] | Refusal {
  const found = heading.map((name) => SPELLINGS.get(name.toLowerCase().replace(/[^a-z]/g, "")));
  const unknown = heading.filter((_name, at) => !found[at]);
  const missing = IMPORT_COLUMNS.filter((column) => !found.includes(column));
  const twice = found.filter((column, at) => column && found.indexOf(column) !== at);
  if (missing.length) return badField("csv.columns", "csvMissing", { names: missing.join(", ") });
  if (unknown.length) return badField("csv.columns", "csvUnknown", { names: unknown.map((name) => name.slice(0, 40)).join(", ") });
  if (twice.length) return badField("csv.columns", "csvTwice", { names: twice.join(", ") });
  return found as ImportColumn[];
}
