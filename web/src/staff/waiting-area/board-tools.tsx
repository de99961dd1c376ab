import type { RowView } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import type { KeyboardEvent, RefObject } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { PanelsTopLeftIcon, SearchIcon, XIcon } from "../../ui/icons/lucide.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Popover } from "../ui/popover.tsx";
import { localized } from "../words/field-text.ts";
import { columnFields } from "./board-layout.ts";
import type { Counts, Filter } from "./board-view.ts";

const FILTERS: readonly { filter: Filter; text: StaffMessageId; dot: string | null }[] = [
  { filter: "all", text: "filter.all", dot: null },
  { filter: "waiting", text: "status.waiting", dot: "is-waiting" },
  { filter: "hold", text: "status.hold", dot: "is-hold" },
  { filter: "seen", text: "status.seen", dot: "is-seen" },
  { filter: "offline", text: "status.offline", dot: "is-offline" },
  { filter: "ended", text: "filter.ended", dot: null },
];

export type BoardToolsProps = {
  counts: Counts;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  search: string;
  onSearch: (search: string) => void;
  searchInput: RefObject<HTMLInputElement | null>;
  fields: readonly EntryField[];
  /** Ids chosen by the person; null while they chose nothing. */
  columns: string[] | null;
  onColumns: (columns: string[] | null) => void;
  ticked: readonly RowView[];
  onUntick: () => void;
};

export function BoardTools({ counts, filter, onFilter, search, onSearch, searchInput, fields, columns, onColumns, ticked, onUntick }: BoardToolsProps) {
  const t = useText();
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape" && search !== "") {
      event.preventDefault();
      onSearch("");
    }
  }
  return (
    <div className="tools">
      <div className="tabs" role="group" aria-label={t("filter.title")}>
        {FILTERS.filter((each) => each.filter !== "ended" || counts.ended > 0 || filter === "ended").map((each) => (
          <button key={each.filter} type="button" className="tab" aria-pressed={filter === each.filter} onClick={() => onFilter(each.filter)}>
            {each.dot && <span className={`dot ${each.dot}`} />}
            {t(each.text)} <span className="count">{counts[each.filter]}</span>
          </button>
        ))}
      </div>
      {ticked.length > 0 && (
        <Button size="small" variant="ghost" icon={XIcon} onClick={onUntick}>
          {t("board.ticked", { count: ticked.length })}
        </Button>
      )}
      <div className="search end">
        <SearchIcon />
        <input
          ref={searchInput}
          className="input"
          type="search"
          aria-label={t("board.search")}
          placeholder={t("board.search")}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {search !== "" && <IconButton className="clear" label={t("board.clearSearch")} icon={XIcon} onClick={() => onSearch("")} />}
      </div>
      {fields.length > 0 && <ColumnChooser fields={fields} columns={columns} onColumns={onColumns} />}
    </div>
  );
}

/** Which entry fields stand as columns; kept for this person. What does not fit stands in the caller's details. */
function ColumnChooser({ fields, columns, onColumns }: Pick<BoardToolsProps, "fields" | "columns" | "onColumns">) {
  const t = useText();
  const shown = new Set(columnFields(fields, columns).map(({ id }) => id));
  return (
    <Popover
      label={t("columns.title")}
      className="btn btn-outline hide-s"
      button={
        <>
          <PanelsTopLeftIcon className="i-s" />
          {t("columns.button")}
        </>
      }
    >
      <h2>{t("columns.title")}</h2>
      <p className="small muted">{t("columns.hint")}</p>
      {fields.map((field) => (
        <Check
          key={field.id}
          checked={shown.has(field.id)}
          onChange={(event) => onColumns(fields.map(({ id }) => id).filter((id) => (id === field.id ? event.target.checked : shown.has(id))))}
        >
          {localized(field.label, t.intl.locale)}
        </Check>
      ))}
      {columns && (
        <Button size="small" variant="ghost" onClick={() => onColumns(null)}>
          {t("columns.reset")}
        </Button>
      )}
    </Popover>
  );
}
