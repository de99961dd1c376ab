import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";

/** With a reason, which the activity keeps; the caller reads a polite goodbye. */
export function RemoveDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const person = usePerson();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const name = nameOf(row);
  const isTheirs = row.state === "seen" && !row.with.some(({ personId }) => personId === person.id);
  async function remove(): Promise<void> {
    setMissing(reason.trim() === "");
    if (busy || reason.trim() === "") return;
    setBusy(true);
    const failure = await commands.remove(row, reason.trim(), isTheirs);
    setBusy(false);
    setProblem(failure);
    if (!failure) onClose();
  }
  return (
    <Dialog
      title={t("remove.title", { name })}
      lead={t("remove.lead", { name })}
      onClose={onClose}
      onSubmit={() => void remove()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t("remove.act", { name })}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name })}
        </Banner>
      )}
      {isTheirs && <Banner tone="warn">{t("forced.inCall", { name, who: t.intl.formatList(row.with.map((each) => each.name)) })}</Banner>}
      <Field label={t("remove.reason")} hint={t("remove.reasonHint")} error={missing && t("remove.reasonMissing")}>
        {(control) => <input {...control} dir="auto" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </Dialog>
  );
}
