import { useEffect, useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { VideoIcon } from "../../ui/icons/lucide.ts";
import { InAppNotice, useInsideApp } from "../doctor/in-app-notice.tsx";
import { PermissionDoctor } from "../doctor/permission-doctor.tsx";
import type { Devices } from "../use-local-media.ts";
import { DeviceList, DevicePicker } from "./device-list.tsx";
import { SelfPicture } from "./self-picture.tsx";

type CameraCardProps = {
  devices: Devices;
  level?: "h2" | "h3";
  /** Without it the devices are looked at all the same. */
  picture?: boolean;
  /** False where a clinic lets nobody in without them. */
  mayGoOn?: boolean;
};

/** Says why, then asks, then shows what came. Inside another app nothing is asked: there is one tap to the real browser. */
export function CameraCard({ devices, level = "h2", picture = true, mayGoOn = true }: CameraCardProps) {
  const t = useText();
  const { local, snapshot } = devices;
  const insideApp = useInsideApp();
  const [stays, setStays] = useState(false);
  const Heading = level;

  useEffect(() => {
    if (!local || insideApp) return;
    const { cameraTrack, microphoneTrack, cameraProblem, microphoneProblem } = local.getSnapshot();
    // Not again after a refusal: the doctor's button asks.
    if (!cameraTrack && !microphoneTrack && !cameraProblem && !microphoneProblem) void local.acquire();
  }, [local, insideApp]);

  return (
    <section className="stack view-col" aria-labelledby="devices">
      <Heading id="devices">{t("camera.title")}</Heading>
      {insideApp && !stays ? (
        <>
          <InAppNotice />
          <Button onClick={() => setStays(true)}>{t("inApp.stay")}</Button>
        </>
      ) : (
        <>
          <p className="muted small">{t("camera.why")}</p>
          {picture && (
            <SelfPicture stream={snapshot?.camera ?? null} caption={t("camera.onlyYou")}>
              {snapshot?.asking ? (
                <p>{t("camera.asking")}</p>
              ) : snapshot && !snapshot.cameraProblem && local ? (
                <Button variant="soft" icon={VideoIcon} onClick={() => void local.acquire()}>
                  {t("camera.turnOn")}
                </Button>
              ) : undefined}
            </SelfPicture>
          )}
          {local && snapshot && (
            <>
              <DeviceList local={local} snapshot={snapshot} />
              <DevicePicker local={local} snapshot={snapshot} />
              <PermissionDoctor local={local} snapshot={snapshot} mayGoOn={mayGoOn} />
            </>
          )}
        </>
      )}
    </section>
  );
}
