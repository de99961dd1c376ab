import { useText } from "../../i18n/staff-messages.ts";
import type { Sort, SortKey } from "./board-view.ts";

/** A column's name; pressing it sorts, pressing again turns the order round. */
export function SortHeader({ name, sortKey, sort, onSort, className }: { name: string; sortKey: SortKey; sort: Sort; onSort: (sort: Sort) => void; className?: string }) {
  const t = useText();
  const isActive = sort.key === sortKey;
  // The queue begins with the longest wait: what the numbers do is told, not what the key does.
  const falling = sortKey === "queue" ? !sort.descending : sort.descending;
  return (
    <span role="columnheader" className={className} {...(isActive && { "aria-sort": falling ? "descending" : "ascending" })}>
      <button type="button" className="sort" title={t("column.sortBy", { column: name })} onClick={() => onSort({ key: sortKey, descending: isActive ? !sort.descending : false })}>
        <span className="clip">{name}</span>
        {isActive && <span aria-hidden="true">{falling ? "↓" : "↑"}</span>}
      </button>
    </span>
  );
}
