import { useEffect, useRef } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { DeviceProblem, LocalMedia, LocalSnapshot } from "../../media/local-media.ts";
import { Field } from "../../ui/field.tsx";
import { CheckIcon, MicIcon, MicOffIcon, TriangleAlertIcon, VideoIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";

const words: Record<DeviceProblem, PatientMessageId> = {
  blocked: "camera.blocked",
  blockedBySystem: "camera.blocked",
  inUse: "camera.inUse",
  notFound: "camera.missing",
  unsupported: "camera.unsupported",
  timeout: "camera.noAnswer",
};

/** Camera and microphone, each with a word for how it is. */
export function DeviceList({ local, snapshot }: { local: LocalMedia; snapshot: LocalSnapshot }) {
  const t = useText();
  const { cameraTrack, cameraProblem, microphoneTrack, microphoneProblem } = snapshot;
  return (
    <div className="devices">
      <div className="device">
        {cameraProblem ? <VideoOffIcon /> : <VideoIcon />}
        <span>{t("camera.camera")}</span>
        <DeviceState works={cameraTrack !== null} problem={cameraProblem} />
      </div>
      <div className="device">
        {microphoneProblem ? <MicOffIcon /> : <MicIcon />}
        <span>{t("camera.microphone")}</span>
        {microphoneTrack && <LevelMeter local={local} />}
        <DeviceState works={microphoneTrack !== null} problem={microphoneProblem} />
      </div>
    </div>
  );
}

function DeviceState({ works, problem }: { works: boolean; problem: DeviceProblem | null }) {
  const t = useText();
  if (works)
    return (
      <span className="state good-t">
        <CheckIcon />
        {t("camera.works")}
      </span>
    );
  if (!problem) return <span className="state muted">{t("camera.waits")}</span>;
  return (
    <span className="state warn-t">
      <TriangleAlertIcon />
      {t(words[problem])}
    </span>
  );
}

const BARS = [0.01, 0.03, 0.07, 0.14, 0.25];

/** Moves with the voice: the only proof that somebody is heard. Drawn outside of rendering, twelve times a second. */
function LevelMeter({ local }: { local: LocalMedia }) {
  const t = useText();
  const meter = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const level = local.level();
      Array.from(meter.current?.children ?? []).forEach((bar, at) => {
        bar.classList.toggle("on", level > (BARS[at] ?? 1));
      });
    }, 80);
    return () => clearInterval(timer);
  }, [local]);
  return (
    <span className="meter" ref={meter} role="img" aria-label={t("camera.level")}>
      {BARS.map((bar) => (
        <i key={bar} />
      ))}
    </span>
  );
}

/** Offered as soon as there is a choice; before access was granted devices have no names. */
export function DevicePicker({ local, snapshot }: { local: LocalMedia; snapshot: LocalSnapshot }) {
  const t = useText();
  const { cameras, microphones, cameraId, microphoneId } = snapshot;
  if (cameras.length < 2 && microphones.length < 2) return null;
  return (
    <details className="more">
      <summary>{t("camera.choose")}</summary>
      <div className="stack stack-3">
        {cameras.length > 1 && (
          <Field label={t("camera.camera")}>
            {(control) => (
              <Select {...control} value={cameraId ?? ""} onChange={(event) => void local.chooseCamera(event.currentTarget.value)}>
                {cameras.map(({ deviceId, label }, at) => (
                  <option key={deviceId} value={deviceId}>
                    {label || t("camera.nameless", { number: at + 1 })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {microphones.length > 1 && (
          <Field label={t("camera.microphone")}>
            {(control) => (
              <Select {...control} value={microphoneId ?? ""} onChange={(event) => void local.chooseMicrophone(event.currentTarget.value)}>
                {microphones.map(({ deviceId, label }, at) => (
                  <option key={deviceId} value={deviceId}>
                    {label || t("microphone.nameless", { number: at + 1 })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
    </details>
  );
}
