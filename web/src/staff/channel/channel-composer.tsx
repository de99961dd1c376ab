import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { type Failure, newId } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { enterSends } from "../../ui/enter-sends.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { SendIcon } from "../../ui/icons/lucide.ts";
import { useLink } from "../app/link.tsx";
import { refusalText } from "../words/refusal.ts";
import { useDraft } from "./draft.ts";

/** That of the contract, without its code. Characters. */
const LONGEST = 2_000;
/** From here on it is said how much fits. */
const NEARLY_FULL = LONGEST - 200;

/** Writes to the team. What is typed stays until it has arrived, also over a failure and a closed drawer. */
export function ChannelComposer({ clinic }: { clinic: { id: string; slug: string } }) {
  const t = useText();
  const { send } = useLink();
  const [draft, setDraft] = useDraft(clinic.id);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const wordsId = useId();
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (!window.matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);

  const text = draft.text.trim();
  const over = text.length - LONGEST;
  async function sendDraft(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    field.current?.focus();
    if (busy || text === "" || over > 0) return;
    // The same words after a failure are the same message: should it have arrived, it is not there twice.
    const key = draft.sent?.text === text ? draft.sent.key : newId();
    setDraft((now) => ({ ...now, sent: { text, key } }));
    setBusy(true);
    const answer = await send("POST /api/clinics/{slug}/channel", { params: { slug: clinic.slug }, body: { text }, idempotencyKey: key });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    // Whoever closed the drawer meanwhile may have gone on writing in another.
    if (answer.ok) setDraft((now) => ({ text: now.text.trim() === text ? "" : now.text, sent: null }));
  }
  return (
    <form className="channel-form" onSubmit={(event) => void sendDraft(event)}>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, problem)}</p>
          <p>{t("channel.kept")}</p>
        </Banner>
      )}
      <div className="channel-field">
        <textarea
          ref={field}
          className="input"
          rows={2}
          dir="auto"
          readOnly={busy}
          aria-label={t("channel.label")}
          aria-describedby={wordsId}
          {...(over > 0 && { "aria-invalid": true })}
          placeholder={t("channel.label")}
          value={draft.text}
          onChange={(event) => setDraft((now) => ({ ...now, text: event.target.value }))}
          onKeyDown={(event) => enterSends(event, () => void sendDraft())}
        />
        <IconButton className="channel-send" type="submit" label={t("channel.send")} icon={SendIcon} aria-disabled={busy || text === "" || over > 0} />
      </div>
      <p id={wordsId} className={over > 0 ? "small error" : "small muted"} {...(over > 0 && { role: "alert" })}>
        {over > 0 ? (
          t("channel.tooLong", { most: LONGEST, over })
        ) : text.length > NEARLY_FULL ? (
          t("channel.left", { count: LONGEST - text.length })
        ) : (
          <>
            <span className="channel-keys">{t("channel.keys")}</span> {t("channel.keptFor")}
          </>
        )}
      </p>
    </form>
  );
}
