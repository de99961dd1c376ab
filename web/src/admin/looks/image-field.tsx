import { type ReactNode, useId, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { CircleAlertIcon, TrashIcon, UploadIcon } from "../../ui/icons/lucide.ts";

export type UploadAnswer = { ok: true; reply: { hash: string } } | { ok: false; problem: Failure };
type ImageFieldProps = {
  label: string;
  hint: string;
  /** Hash of the picture; empty: none. */
  value: string;
  onChange: (hash: string) => void;
  send: (bytes: Uint8Array<ArrayBuffer>) => Promise<UploadAnswer>;
  /** What stands where there is none. */
  none: ReactNode;
  alt: string;
  round?: boolean;
  error?: string | undefined;
};

/** As the server's own limit. Bytes. */
const LARGEST = 8_000_000;
const KINDS = "image/png,image/jpeg,image/webp,image/avif,image/gif";

/** Chooses a picture, sends it, and shows what the server made of it. */
export function ImageField({ label, hint, value, onChange, send, none, alt, round, error }: ImageFieldProps) {
  const t = useText();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(chosen: File): Promise<void> {
    setProblem(null);
    if (chosen.size > LARGEST) return setProblem(t("looks.tooLarge"));
    setSending(chosen.name);
    const answer = await send(new Uint8Array(await chosen.arrayBuffer()));
    setSending(null);
    if (answer.ok) onChange(answer.reply.hash);
    else setProblem(answer.problem.fields?.[0]?.message ?? refusalText(t, answer.problem));
  }

  const wrong = problem ?? error;
  return (
    <div className="setting setting-wide">
      <div className={wrong ? "field bad" : "field"} role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`}>
        <span className="label" id={`${id}-label`}>
          {label}
        </span>
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
        <div className="image-field">
          <span className={round ? "image-shown is-round" : "image-shown"}>{value ? <img src={`/images/${value}/384.webp`} alt={alt} /> : none}</span>
          <span className="cluster">
            <input
              className="sr"
              type="file"
              accept={KINDS}
              tabIndex={-1}
              aria-hidden="true"
              ref={file}
              onChange={(event) => {
                const chosen = event.target.files?.[0];
                event.target.value = "";
                if (chosen) void take(chosen);
              }}
            />
            <Button icon={UploadIcon} busy={sending !== null} onClick={() => file.current?.click()}>
              {t(value ? "looks.uploadAnother" : "looks.upload")}
            </Button>
            {value && (
              <Button variant="ghost" icon={TrashIcon} onClick={() => onChange("")}>
                {t("looks.remove")}
              </Button>
            )}
          </span>
        </div>
        <span className="small muted" role="status">
          {sending !== null && t("looks.uploading", { name: sending })}
        </span>
        {wrong && (
          <span className="error small" role="alert">
            <CircleAlertIcon />
            <span>{wrong}</span>
          </span>
        )}
      </div>
    </div>
  );
}
