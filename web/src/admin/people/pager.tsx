import { PEOPLE_A_PAGE } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { Button } from "../../ui/button.tsx";

/** Nothing where everything fits on one page. */
export function Pager({ total, page, onPage }: { total: number; page: number; onPage: (page: number) => void }) {
  const t = useText();
  const pages = Math.max(1, Math.ceil(total / PEOPLE_A_PAGE));
  if (pages === 1) return null;
  return (
    <nav className="pager" aria-label={t("people.pages")}>
      <Button size="small" aria-disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t("admin.previous")}
      </Button>
      <span className="small muted" role="status">
        {t("admin.page", { page, pages })}
      </span>
      <Button size="small" aria-disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t("admin.next")}
      </Button>
    </nav>
  );
}
