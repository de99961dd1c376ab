import { LARGEST_PICTURE } from "@anteroom/core/settings";
import { type ReactNode, useId, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Button } from "../../ui/button.tsx";
import { CircleAlertIcon, TrashIcon, UploadIcon } from "../../ui/icons/lucide.ts";
import { problemText } from "../frame/wrong-field.ts";
import { FileButton } from "../upload/file-button.tsx";
import { UploadProgress } from "../upload/upload-progress.tsx";
import { type UploadWay, useUpload } from "../upload/use-upload.ts";

export type UploadAnswer = { ok: true; reply: { hash: string } } | { ok: false; problem: Failure };
type ImageFieldProps = {
  label: string;
  hint: string;
  /** Hash of the picture; empty: none. */
  value: string;
  onChange: (hash: string) => void;
  send: (bytes: Uint8Array<ArrayBuffer>, way: UploadWay) => Promise<UploadAnswer>;
  /** What stands where there is none. */
  none: ReactNode;
  alt: string;
  /** Of a person: a round one, from where faces are. */
  isFace?: boolean;
  error?: string | undefined;
};

const KINDS = "image/png,image/jpeg,image/webp,image/avif,image/gif";

/** Chooses a picture, sends it, and shows what the server made of it. */
export function ImageField({ label, hint, value, onChange, send, none, alt, isFace, error }: ImageFieldProps) {
  const t = useText();
  const id = useId();
  const chooser = useRef<HTMLButtonElement>(null);
  const upload = useUpload();
  const [problem, setProblem] = useState<string | null>(null);

  async function take(chosen: File): Promise<void> {
    setProblem(null);
    if (chosen.size > LARGEST_PICTURE) return setProblem(t("looks.tooLarge"));
    const answer = await upload.run(chosen.name, async (way) => send(new Uint8Array(await chosen.arrayBuffer()), way));
    if (answer?.ok) onChange(answer.reply.hash);
    else if (answer) setProblem(problemText(t, answer.problem));
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
          <span className={isFace ? "image-shown is-face" : "image-shown"}>{value ? <img src={`/${isFace ? "faces" : "images"}/${value}/384.webp`} alt={alt} /> : none}</span>
          <span className="cluster">
            <FileButton ref={chooser} icon={UploadIcon} accept={KINDS} busy={upload.now !== null} onChoose={(chosen) => void take(chosen)}>
              {t(value ? "looks.uploadAnother" : "looks.upload")}
            </FileButton>
            {value && (
              <Button variant="ghost" icon={TrashIcon} onClick={() => onChange("")}>
                {t("looks.remove")}
              </Button>
            )}
          </span>
        </div>
        <UploadProgress upload={upload} onCancel={() => chooser.current?.focus()} />
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
