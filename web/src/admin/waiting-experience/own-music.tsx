import type { ClinicSettings } from "@anteroom/core/settings";
import { useId, useRef, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { TrashIcon, UploadIcon } from "../../ui/icons/lucide.ts";
import { SettingError } from "../clinic-settings/setting-error.tsx";
import { Origin } from "../clinic-settings/setting.tsx";
import type { SectionForm } from "../frame/use-section.ts";
import { problemText } from "../frame/wrong-field.ts";
import { FileButton } from "../upload/file-button.tsx";
import { UploadProgress } from "../upload/upload-progress.tsx";
import { useUpload } from "../upload/use-upload.ts";
import { readSound } from "./read-sound.ts";

type Values = Pick<ClinicSettings, "music" | "ownMusic">;

/** The clinic's own piece: chosen from this computer, saved with its section, and heard only when it is chosen above. */
export function OwnMusic({ slug, form, organisationName }: { slug: string; form: SectionForm<Values>; organisationName: string }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const upload = useUpload();
  const id = useId();
  const chooser = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const own = form.values.ownMusic;
  const wrong = problem ?? form.errorOf("ownMusic");

  async function take(file: File): Promise<void> {
    setBusy(true);
    setProblem(null);
    const read = await readSound(file);
    if (!read) setProblem(t("waiting.own.unreadable", { name: file.name }));
    else {
      const title = file.name.replace(/\.[^.]*$/, "").slice(0, 60);
      const answer = await upload.run(file.name, (way) => send("POST /api/clinics/{slug}/music", { params: { slug }, body: { title, sound: read.sound }, ...way }));
      if (answer?.ok) {
        form.set("ownMusic", answer.reply.ownMusic);
        notices.done(t(read.isCut ? "waiting.own.keptCut" : "waiting.own.kept", { title }));
      } else if (answer) setProblem(problemText(t, answer.problem));
    }
    setBusy(false);
  }
  return (
    <div className="setting setting-wide stack stack-3">
      <div className={wrong ? "field bad" : "field"} role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`}>
        <span className="label" id={`${id}-label`}>
          {t("waiting.own")}
        </span>
        <span className="hint" id={`${id}-hint`}>
          {t("waiting.own.hint")}
        </span>
        <div className="cluster">
          <FileButton ref={chooser} icon={UploadIcon} accept="audio/*" busy={busy} onChoose={(file) => void take(file)}>
            {t(own ? "waiting.own.uploadAnother" : "waiting.own.upload")}
          </FileButton>
        </div>
        <SettingError>{wrong}</SettingError>
      </div>
      <p className={busy && !upload.now ? "muted" : "sr"} role="status">
        {busy && !upload.now && t("waiting.own.busy")}
      </p>
      <UploadProgress upload={upload} onCancel={() => chooser.current?.focus()} />
      {own && (
        <div className="between">
          <span>
            {t("waiting.own.here")} <b dir="auto">{own.title}</b>
          </span>
          <Button
            size="small"
            icon={TrashIcon}
            aria-label={t("waiting.own.remove", { title: own.title })}
            disabled={busy}
            onClick={() => {
              form.set("ownMusic", null);
              chooser.current?.focus();
            }}
          >
            {t("waiting.own.removeShort")}
          </Button>
        </div>
      )}
      <Origin form={form} name="ownMusic" label={t("waiting.own")} organisationName={organisationName} />
    </div>
  );
}
