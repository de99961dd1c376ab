import type { ImportOutcome, ImportRow } from "@anteroom/core/protocol";
import { useMemo, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { isolated } from "../../staff/words/isolated.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { problemText } from "../frame/wrong-field.ts";
import { Pager } from "../people/pager.tsx";
import { PEOPLE_A_PAGE } from "@anteroom/core/protocol";
import { COLUMNS } from "./csv-text.ts";
import { columnNames, faultText, outcomeNames, reportText } from "./import-words.ts";
import type { useImport } from "./use-import.ts";

type Props = { name: string; rows: readonly ImportRow[]; edited: boolean; problem: Failure | null; busy: boolean; importing: ReturnType<typeof useImport> };

/** Every row with what it would do or why it cannot, to be mended in place. */
export function ImportPreview({ name, rows, edited, problem, busy, importing }: Props) {
  const t = useText();
  const faulty = useMemo(() => rows.filter(({ faults }) => faults.length > 0), [rows]);
  const [onlyFaulty, setOnlyFaulty] = useState(faulty.length > 0);
  const [page, setPage] = useState(1);
  const listed = onlyFaulty && faulty.length > 0 ? faulty : rows;
  const last = Math.max(1, Math.ceil(listed.length / PEOPLE_A_PAGE));
  const here = Math.min(page, last);
  const shown = listed.slice((here - 1) * PEOPLE_A_PAGE, here * PEOPLE_A_PAGE);
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  const report = { invited: count("invited"), added: count("added"), changed: count("changed"), same: count("same") };
  return (
    <>
      {problem && (
        <Banner tone="bad" role="alert">
          {problemText(t, problem)}
        </Banner>
      )}
      <Banner tone={faulty.length > 0 ? "warn" : "info"} role="status">
        <p className="strong">{t("import.rows", { name: isolated(name), count: rows.length })}</p>
        <p>{faulty.length > 0 ? t("import.faulty", { count: faulty.length }) : reportText(t, report, "will")}</p>
        {edited && !busy && <p>{t("import.edited")}</p>}
      </Banner>
      <div className="tools people-tools">
        <div className="tabs" role="group" aria-label={t("people.show")}>
          <button type="button" className="tab" aria-pressed={listed === rows} onClick={() => setOnlyFaulty(false)}>
            {t("import.all")} <span className="count">{rows.length}</span>
          </button>
          <button type="button" className="tab" aria-pressed={listed === faulty} onClick={() => setOnlyFaulty(true)}>
            {t("import.withFaults")} <span className="count">{faulty.length}</span>
          </button>
        </div>
        <span className="cluster end">
          <Button variant="ghost" onClick={importing.startOver}>
            {t("import.otherFile")}
          </Button>
          {faulty.length > 0 && <Button onClick={() => importing.leaveOut(new Set(faulty))}>{t("import.leaveOut", { count: faulty.length })}</Button>}
          {edited || faulty.length > 0 ? (
            <Button variant="primary" busy={busy} onClick={() => void importing.checkAgain()}>
              {t("import.checkAgain")}
            </Button>
          ) : (
            <Button variant="primary" busy={busy} onClick={() => void importing.begin()}>
              {t("import.confirm", { count: rows.length })}
            </Button>
          )}
        </span>
      </div>
      {/* Wide by nature: it scrolls in itself, also by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="import-scroll" role="region" aria-label={t("import.preview")} tabIndex={0}>
        <table className="import-table">
          <thead>
            <tr>
              <th scope="col">{t("import.line")}</th>
              <th scope="col">{t("import.what")}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(columnNames[column])}
                </th>
              ))}
              <th scope="col">
                <span className="sr">{t("people.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.line} row={row} importing={importing} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager total={listed.length} page={here} onPage={setPage} />
    </>
  );
}

function Row({ row, importing }: { row: ImportRow; importing: ReturnType<typeof useImport> }) {
  const t = useText();
  const says = `import-line-${row.line}`;
  return (
    <tr className={row.faults.length > 0 ? "is-faulty" : undefined}>
      <th scope="row">{row.line}</th>
      <td id={says} className="import-says">
        {row.faults.length > 0
          ? row.faults.map((fault) => (
              <span key={fault.field} className="bad-t block">
                {faultText(t, fault)}
              </span>
            ))
          : row.outcome && t(outcomeNames[row.outcome])}
      </td>
      {COLUMNS.map((column) => {
        const isWrong = row.faults.some(({ field }) => field === column);
        return (
          <td key={column}>
            <input
              className={`input import-${column}`}
              aria-label={t("import.cell", { column: t(columnNames[column]), line: row.line })}
              dir={column === "email" || column === "clinic" ? "ltr" : "auto"}
              value={row[column]}
              {...(isWrong && { "aria-invalid": true, "aria-describedby": says })}
              onChange={(event) => importing.edit(row, column, event.target.value)}
            />
          </td>
        );
      })}
      <td>
        <IconButton label={t("import.leaveOutLine", { line: row.line })} icon={XIcon} onClick={() => importing.leaveOut(new Set([row]))} />
      </td>
    </tr>
  );
}
