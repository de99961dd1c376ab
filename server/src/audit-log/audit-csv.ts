import { pipeline, Readable } from "node:stream";
import type { AuditFilter, AuditLine } from "@anteroom/core/protocol";
import { stringify } from "csv-stringify";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import { namesInLines } from "./names.ts";
import { readLines, type Scope } from "./read-lines.ts";

const PAGE = 1_000;
const COLUMNS = ["when", "who", "whoId", "what", "aboutWhat", "aboutId", "clinic", "before", "after", "from"] as const;

/**
 * The log as a table that spreadsheets open: UTF-8 with a byte order mark, and no cell that is taken for a formula.
 * It is read and sent page by page, however long it is.
 */
export function auditCsv(deps: { database: Database; directory: Directory }, scope: Scope, filter: AuditFilter): Readable {
  const table = stringify({ header: true, columns: [...COLUMNS], bom: true, escape_formulas: true, record_delimiter: "windows" });
  // Whoever reads the table sees that it broke off.
  return pipeline(Readable.from(rows(deps, scope, filter)), table, () => {});
}

async function* rows(deps: { database: Database; directory: Directory }, scope: Scope, filter: AuditFilter): AsyncGenerator<string[]> {
  for (let after: string | null = null; ; ) {
    const lines: AuditLine[] = await readLines(deps.database, scope, filter, after, PAGE);
    const names = await namesInLines(deps, scope, lines);
    for (const line of lines) yield row(line, names);
    after = lines.at(-1)?.id ?? null;
    if (lines.length < PAGE) return;
  }
}

function row({ at, by, action, subjectId, clinicId, before, after, source }: AuditLine, names: Record<string, string>): string[] {
  const named = (id: string | null) => (id && names[id]) || "";
  return [
    new Date(at).toISOString(),
    named(by.id) || by.kind,
    by.id ?? "",
    action,
    named(subjectId),
    subjectId ?? "",
    named(clinicId),
    before ? JSON.stringify(before) : "",
    after ? JSON.stringify(after) : "",
    source ?? "",
  ];
}
