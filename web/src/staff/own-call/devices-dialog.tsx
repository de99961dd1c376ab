import { useEffect, useRef, useSyncExternalStore } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { DeviceProblem } from "../../media/local-media.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useWorld } from "../app/world.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PermissionHelp } from "./permission-help.tsx";
import { useOwnCall } from "./own-call.tsx";

const problems: Record<DeviceProblem, StaffMessageId> = {
  blocked: "devices.blocked",
  blockedBySystem: "devices.blockedBySystem",
  inUse: "devices.inUse",
  notFound: "devices.notFound",
  unsupported: "devices.unsupported",
  timeout: "devices.timeout",
};

/** How I will be seen and heard, before anybody does. */
export function DevicesDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { local } = useWorld();
  const { seat } = useOwnCall();
  const media = useSyncExternalStore(local.subscribe, local.getSnapshot);
  const inCall = seat !== null;
  const same = media.cameraProblem === media.microphoneProblem;
  const problem = media.cameraProblem ?? media.microphoneProblem;
  useEffect(() => {
    void local.acquire();
    return () => {
      if (!inCall) local.stop();
    };
  }, [local, inCall]);
  return (
    <Dialog
      title={t("devices.title")}
      lead={!inCall && t("devices.lead")}
      onClose={onClose}
      footer={() => (
        <Button variant="primary" onClick={onClose}>
          {t("dialog.done")}
        </Button>
      )}
    >
      <OwnPicture stream={media.camera} />
      {same && problem && (
        <Banner tone="warn">
          <p className="strong">{t("devices.title")}</p>
          <p>{t(problems[problem])}</p>
        </Banner>
      )}
      {media.cameraProblem && !same && (
        <Banner tone="warn">
          <p className="strong">{t("devices.camera")}</p>
          <p>{t(problems[media.cameraProblem])}</p>
        </Banner>
      )}
      {media.microphoneProblem && !same && (
        <Banner tone="warn">
          <p className="strong">{t("devices.microphone")}</p>
          <p>{t(problems[media.microphoneProblem])}</p>
        </Banner>
      )}
      {problem && <PermissionHelp problem={problem} />}
      {problem && (
        <Button busy={media.asking} onClick={() => void local.acquire()}>
          {t("tryAgain")}
        </Button>
      )}
      <Choice name={t("devices.camera")} choices={media.cameras} chosen={media.cameraId} onChoose={(id) => void local.chooseCamera(id)} />
      <Choice name={t("devices.microphone")} choices={media.microphones} chosen={media.microphoneId} onChoose={(id) => void local.chooseMicrophone(id)} />
      {media.microphoneTrack && <Loudness level={local.level} />}
      <Choice name={t("devices.speaker")} choices={media.speakers} chosen={media.speakerId} onChoose={(id) => void local.chooseSpeaker(id)} />
    </Dialog>
  );
}

function Choice({
  name,
  choices,
  chosen,
  onChoose,
}: {
  name: string;
  choices: readonly { deviceId: string; label: string }[];
  chosen: string | null;
  onChoose: (deviceId: string) => void;
}) {
  if (choices.length === 0) return null;
  return (
    <Field label={name}>
      {(control) => (
        <Select {...control} value={chosen ?? ""} onChange={(event) => onChoose(event.target.value)}>
          {choices.map(({ deviceId, label }, at) => (
            <option key={deviceId} value={deviceId}>
              {label || `${name} ${at + 1}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function OwnPicture({ stream }: { stream: MediaStream | null }) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  if (!stream) return null;
  return <video ref={video} className="preview" data-self="true" aria-label={t("devices.preview")} autoPlay muted playsInline />;
}

function Loudness({ level }: { level: () => number }) {
  const t = useText();
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      if (meter.current) meter.current.value = level();
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [level]);
  return (
    <div className="stack stack-2">
      <span className="small muted">{t("devices.speak")}</span>
      <meter ref={meter} className="loudness" min={0} max={1} aria-label={t("devices.level")} />
    </div>
  );
}
