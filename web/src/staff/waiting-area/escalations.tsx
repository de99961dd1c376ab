import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useMinutesSince } from "../app/clock.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { minutesText } from "../words/times.ts";
import { nameOf } from "./row-status.ts";

/** Callers whom nobody has looked at yet, and of whom I was told. */
export function Escalations({ rows }: { rows: readonly RowView[] }) {
  const person = usePerson();
  return (
    <div role="status" className="stack stack-2 handovers">
      {rows
        .filter(({ escalatedTo }) => escalatedTo === person.id)
        .map((row) => (
          <Escalation key={row.id} row={row} />
        ))}
    </div>
  );
}

function Escalation({ row }: { row: RowView }) {
  const t = useText();
  const { openDetails } = useDesk();
  const minutes = useMinutesSince(row.since);
  return (
    <Banner tone="warn">
      <p>{t("escalation.text", { name: nameOf(row), time: minutesText(t, minutes) })}</p>
      <div className="cluster">
        <Button size="small" variant="primary" onClick={() => openDetails(row.id)}>
          {t("escalation.open")}
        </Button>
      </div>
    </Banner>
  );
}
