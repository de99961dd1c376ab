import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useDesk } from "../desk/desk.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";
import { MessageField } from "./message-field.tsx";

/** One text for several callers; each gets it alone and sees nobody else. */
export function MessageManyDialog({ rows: all, text: first, onClose }: { rows: readonly RowView[]; text: string; onClose: () => void }) {
  const t = useText();
  const { commands, clinic } = useDesk();
  const [text, setText] = useState(first);
  const [rows, setRows] = useState(all.filter(({ state }) => state !== "ended"));
  const [failed, setFailed] = useState<readonly { row: RowView; problem: Failure }[]>([]);
  const [busy, setBusy] = useState(false);
  async function send(wordsFor: (row: RowView) => string): Promise<void> {
    if (busy) return;
    setBusy(true);
    const missed = await commands.messageAll(rows, (row) => wordsFor(row).trim());
    setBusy(false);
    if (missed.length === 0) return onClose();
    // Another try reaches only those who have nothing yet.
    setFailed(missed);
    setRows(missed.map(({ row }) => row));
  }
  /** In the words of the clinic in this language, else in its main one, else in the product's. */
  const lateIn = (language: string) => [language, clinic.mainLanguage ?? ""].map((tag) => clinic.lateText?.[tag]?.trim()).find(Boolean) ?? t("template.late");
  return (
    <Dialog
      title={t("messageMany.title", { count: rows.length })}
      lead={t("messageMany.lead")}
      onClose={onClose}
      onSubmit={() => {
        if (text.trim() !== "") void send(() => text);
      }}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button
            onClick={() => {
              setText(lateIn(clinic.mainLanguage ?? ""));
              void send(({ language }) => lateIn(language));
            }}
          >
            {t("messageMany.late")}
          </Button>
          <Button type="submit" variant="primary" busy={busy} aria-disabled={text.trim() === ""}>
            {t("messageMany.act", { count: rows.length })}
          </Button>
        </>
      }
    >
      {failed.length > 0 && (
        <Banner tone="bad" role="alert">
          <ul>
            {failed.map(({ row, problem }) => (
              <li key={row.id}>{refusalText(t, problem, { name: nameOf(row) })}</li>
            ))}
          </ul>
        </Banner>
      )}
      <MessageField label={t("messageMany.label")} text={text} onText={setText} />
    </Dialog>
  );
}
