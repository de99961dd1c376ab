import type { ChannelMessage } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useLink } from "../app/link.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { refusalText } from "../words/refusal.ts";

/** What is destroyed cannot be brought back, so it is asked about. */
export function RemoveMessageDialog({ slug, message, onClose }: { slug: string; message: ChannelMessage; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  async function remove(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await send("POST /api/clinics/{slug}/channel/{messageId}/remove", { params: { slug, messageId: message.id } });
    setBusy(false);
    if (answer.ok) return onClose();
    setProblem(answer.problem);
  }
  return (
    <Dialog
      title={t("channel.removeTitle")}
      onClose={onClose}
      onSubmit={() => void remove()}
      footer={
        <>
          <Button onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t("channel.removeAct")}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem)}
        </Banner>
      )}
      <p>{t("channel.removeText")}</p>
      <p className="letter pre" dir="auto">
        {message.text}
      </p>
    </Dialog>
  );
}
