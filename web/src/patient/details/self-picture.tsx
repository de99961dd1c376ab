import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { EyeIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";

/** The own picture, as a mirror. Nobody else sees it here. */
export function SelfPicture({ stream, caption, children }: { stream: MediaStream | null; caption: string; children?: ReactNode }) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    // Muted and inline, so browsers allow it; where one does not, the first frame still shows.
    if (stream) element.play?.()?.catch?.(() => {});
  }, [stream]);
  return (
    <figure className="view" data-self="true">
      <video ref={video} className="mirror" autoPlay muted playsInline aria-label={t("camera.self")} hidden={!stream} />
      {!stream && (
        <div className="view-off">
          {children ?? (
            <>
              <VideoOffIcon />
              <p>{t("camera.isOff")}</p>
            </>
          )}
        </div>
      )}
      {stream && (
        <figcaption className="cap glass">
          <EyeIcon className="i-s" />
          {caption}
        </figcaption>
      )}
    </figure>
  );
}
