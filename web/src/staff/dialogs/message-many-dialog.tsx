import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
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
  async function send(wordsFor: (row: RowView) => string): Promise<null> {
    const missed = await commands.messageAll(rows, (row) => wordsFor(row).trim());
    if (missed.length === 0) onClose();
    // Another try reaches only those who have nothing yet.
    else {
      setFailed(missed);
      setRows(missed.map(({ row }) => row));
    }
    return null;
  }
  /** In the words of the clinic in this language, else in its main one, else in the product's. */
  const lateIn = (language: string) => [language, clinic.mainLanguage ?? ""].map((tag) => clinic.lateText?.[tag]?.trim()).find(Boolean) ?? t("template.late");
  return (
    <FormDialog
      title={t("messageMany.title", { count: rows.length })}
      lead={t("messageMany.lead")}
      onClose={onClose}
      onSubmit={() => send(() => text)}
      act={t("messageMany.act", { count: rows.length })}
      unready={text.trim() === ""}
      other={{
        act: t("messageMany.late"),
        send() {
          setText(lateIn(clinic.mainLanguage ?? ""));
          return send(({ language }) => lateIn(language));
        },
      }}
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
    </FormDialog>
  );
}
