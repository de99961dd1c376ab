import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Field } from "../../ui/field.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";

/** With a reason, which the activity keeps; the caller reads a polite goodbye. */
export function RemoveDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const person = usePerson();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const name = nameOf(row);
  const isTheirs = row.state === "seen" && !row.with.some(({ personId }) => personId === person.id);
  async function remove(): Promise<string | null> {
    setMissing(reason.trim() === "");
    if (reason.trim() === "") return null;
    const failure = await commands.remove(row, reason.trim(), isTheirs);
    if (failure) return refusalText(t, failure, { name });
    onClose();
    return null;
  }
  return (
    <FormDialog title={t("remove.title", { name })} lead={t("remove.lead", { name })} onClose={onClose} onSubmit={remove} act={t("remove.act", { name })} danger>
      {isTheirs && <Banner tone="warn">{t("forced.inCall", { name, who: t.intl.formatList(row.with.map((each) => each.name)) })}</Banner>}
      <Field label={t("remove.reason")} hint={t("remove.reasonHint")} error={missing && t("remove.reasonMissing")}>
        {(control) => <input {...control} dir="auto" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </FormDialog>
  );
}
