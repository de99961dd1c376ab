import type { RowView } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useMemo, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { FindField } from "../ui/find-field.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";

export function AssignDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands, clinic } = useDesk();
  const person = usePerson();
  const [chosen, setChosen] = useState<string | null>(row.assignee?.personId ?? null);
  const [search, setSearch] = useState("");
  const name = nameOf(row);
  // Oneself first: it is the most frequent choice.
  const team = useMemo(() => [...clinic.team].sort((one, other) => Number(other.personId === person.id) - Number(one.personId === person.id)), [clinic.team, person.id]);
  const found = team.filter((each) => hasWords(search, each.name));
  async function assign(): Promise<string | null> {
    const failure = await commands.assign(row, team.find(({ personId }) => personId === chosen) ?? null);
    if (failure) return refusalText(t, failure, { name });
    onClose();
    return null;
  }
  return (
    <FormDialog title={t("assign.title", { name })} onClose={onClose} onSubmit={assign} act={t("assign.act")}>
      <FindField label={t("assign.find")} value={search} onChange={setSearch} />
      <div className="choices" role="radiogroup" aria-label={t("assign.team")}>
        <label className="choice">
          <input type="radio" name="assignee" checked={chosen === null} onChange={() => setChosen(null)} />
          <span>{t("assign.nobody")}</span>
        </label>
        {found.map((each) => (
          <label key={each.personId} className="choice">
            <input type="radio" name="assignee" checked={chosen === each.personId} onChange={() => setChosen(each.personId)} />
            <span dir="auto">{each.personId === person.id ? t("assign.me", { name: each.name }) : each.name}</span>
          </label>
        ))}
      </div>
    </FormDialog>
  );
}
