import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SendIcon, Volume2Icon } from "../../ui/icons/lucide.ts";
import { useWorld } from "../app/world.tsx";
import { useDesk } from "../desk/desk.tsx";
import type { Filter } from "./board-view.ts";

/** Nobody there, or nobody found: what will happen, and what can be done. */
export function EmptyBoard({ searched, filter, onAll }: { searched: boolean; filter: Filter; onAll: () => void }) {
  const t = useText();
  const { ask, alertChoice } = useDesk();
  const { alarm } = useWorld();
  if (searched || filter !== "all")
    return (
      <div role="row" className="empty-row">
        <div role="cell">
          <EmptyState title={searched ? t("board.notFound") : t("board.noneHere")} actions={<Button onClick={onAll}>{t("board.showAll")}</Button>} />
        </div>
      </div>
    );
  return (
    <div role="row" className="empty-row">
      <div role="cell">
        <EmptyState
          title={t("board.empty")}
          actions={
            <>
              <Button variant="primary" icon={SendIcon} onClick={() => ask({ kind: "link" })}>
                {t("board.sendLink")}
              </Button>
              <Button icon={Volume2Icon} onClick={() => alarm.chime()}>
                {t("board.testSound")}
              </Button>
            </>
          }
        >
          {alertChoice.sound ? t("board.emptySound") : t("board.emptySilent")}
        </EmptyState>
      </div>
    </div>
  );
}
