import type { ChannelMessage } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { useLink } from "../app/link.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { refusalText } from "../words/refusal.ts";

/** What is destroyed cannot be brought back, so it is asked about. */
export function RemoveMessageDialog({ slug, message, onClose }: { slug: string; message: ChannelMessage; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  async function remove(): Promise<string | null> {
    const answer = await send("POST /api/clinics/{slug}/channel/{messageId}/remove", { params: { slug, messageId: message.id } });
    if (!answer.ok) return refusalText(t, answer.problem);
    onClose();
    return null;
  }
  return (
    <FormDialog title={t("channel.removeTitle")} onClose={onClose} onSubmit={remove} act={t("channel.removeAct")} danger>
      <p>{t("channel.removeText")}</p>
      <p className="letter pre" dir="auto">
        {message.text}
      </p>
    </FormDialog>
  );
}
