import { useText } from "../i18n/call-messages.ts";
import type { SelfMedia } from "../media/session.ts";
import { Button } from "../ui/button.tsx";
import { MicOffIcon, VideoOffIcon } from "../ui/icons/lucide.ts";
import { DEVICE_TEXT } from "./device-words.ts";

export type DeviceNoteProps = { self: SelfMedia; onMicrophone: (on: boolean) => void; onCamera: (on: boolean) => void; onHelp?: (() => void) | undefined; onClose: () => void };

/** Nobody notices by themselves that the others cannot hear them. */
export function DeviceNote({ self, onMicrophone, onCamera, onHelp, onClose }: DeviceNoteProps) {
  const t = useText();
  const unheard = self.microphoneTrack ? null : self.microphoneProblem;
  const unseen = self.cameraTrack ? null : self.cameraProblem;
  const problem = unheard ?? unseen;
  if (!problem) return null;
  function again(): void {
    if (unheard) onMicrophone(true);
    if (unseen) onCamera(true);
  }
  return (
    <div className="stage-note" role="alert">
      {unheard ? <MicOffIcon /> : <VideoOffIcon />}
      <p>
        <b className="strong">{t(unheard && unseen ? "note.unseenUnheard" : unheard ? "note.unheard" : "note.unseen")}</b> {t(DEVICE_TEXT[problem])}
      </p>
      <div className="cluster">
        <Button size="small" onClick={again}>
          {t("note.tryAgain")}
        </Button>
        {onHelp && (
          <Button size="small" onClick={onHelp}>
            {t("note.showHow")}
          </Button>
        )}
        <Button size="small" variant="ghost" onClick={onClose}>
          {t("note.dismiss")}
        </Button>
      </div>
    </div>
  );
}

/** Another trouble than the one that was closed is said again. */
export function troubleOf({ microphoneTrack, microphoneProblem, cameraTrack, cameraProblem }: SelfMedia): string {
  return `${microphoneTrack ? "" : microphoneProblem} ${cameraTrack ? "" : cameraProblem}`;
}
