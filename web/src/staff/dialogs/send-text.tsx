import { type KeyboardEvent, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { useLink } from "../app/link.tsx";
import { useNotices } from "../ui/notices.tsx";
import { refusalText } from "../words/refusal.ts";

/** `fault`: what is wrong with the text, as it stands at its own field. For whoever sits at a computer that sends no texts: the product sends it. */
export function SendText({ slug, text, fault }: { slug: string; text: string; fault: string | null }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [phone, setPhone] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function sendIt(): Promise<void> {
    if (busy) return;
    if (fault) return setWrong(t("link.textFirst"));
    if (!phone.trim()) return setWrong(t("link.phoneWrong"));
    setBusy(true);
    const answer = await send("POST /api/clinics/{slug}/share", { params: { slug }, body: { phone, text } });
    setBusy(false);
    if (answer.ok) {
      setPhone("");
      return notices.done(t(answer.reply.sends ? "link.textSent" : "link.textKept"));
    }
    const path = answer.problem.fields?.[0]?.path;
    setWrong(path === "phone" ? t("link.phoneWrong") : refusalText(t, answer.problem));
  }

  /** The dialog around it is a form, whose own button this is not. */
  function onEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void sendIt();
  }

  return (
    <div className="stack stack-2">
      <Field label={t("link.phone")} hint={t("link.phoneHint")} error={wrong}>
        {(control) => (
          <input
            {...control}
            type="tel"
            dir="ltr"
            autoComplete="off"
            value={phone}
            onKeyDown={onEnter}
            onChange={(event) => {
              setPhone(event.target.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
      <div className="cluster">
        <Button busy={busy} onClick={() => void sendIt()}>
          {t("link.sendText")}
        </Button>
      </div>
    </div>
  );
}
