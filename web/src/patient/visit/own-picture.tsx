import { useEffect } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { MicIcon, MicOffIcon, VideoIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";
import { CameraCard } from "../details/camera-card.tsx";
import { SelfPicture } from "../details/self-picture.tsx";
import { PermissionDoctor } from "../doctor/permission-doctor.tsx";
import type { Devices } from "../use-local-media.ts";

/**
 * The own picture, seen by nobody else, with the two switches; before anything was asked, the card that asks. Where a clinic
 * wants no muted microphones in its calls, `mayMute` is false: there is no switch, and one that is off goes on.
 */
export function OwnPicture({ devices, mayMute = true }: { devices: Devices; mayMute?: boolean }) {
  const t = useText();
  const { local, snapshot } = devices;
  const goesOn = !mayMute && snapshot?.microphoneOn === false && !snapshot.asking && !snapshot.microphoneProblem;
  useEffect(() => {
    if (goesOn) void local?.setMicrophone(true);
  }, [goesOn, local]);
  const hasAnything = snapshot && (snapshot.cameraTrack || snapshot.microphoneTrack || snapshot.cameraId || snapshot.microphoneId);
  if (!local || !snapshot || (!hasAnything && !snapshot.cameraProblem && !snapshot.microphoneProblem)) return <CameraCard devices={devices} />;
  const { cameraOn, microphoneOn } = snapshot;
  return (
    <section className="stack">
      <h2 className="sr">{t("camera.title")}</h2>
      <SelfPicture stream={snapshot.camera} caption={t("waiting.onlyYou")} />
      <div className="cluster pair">
        {!snapshot.cameraProblem && (
          <Button icon={cameraOn ? VideoIcon : VideoOffIcon} className="grow" onClick={() => void local.setCamera(!cameraOn)}>
            {t(cameraOn ? "waiting.stopCamera" : "waiting.startCamera")}
          </Button>
        )}
        {mayMute && !snapshot.microphoneProblem && (
          <Button icon={microphoneOn ? MicIcon : MicOffIcon} className="grow" onClick={() => void local.setMicrophone(!microphoneOn)}>
            {t(microphoneOn ? "waiting.mute" : "waiting.unmute")}
          </Button>
        )}
      </div>
      <PermissionDoctor local={local} snapshot={snapshot} />
    </section>
  );
}
