import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";

/** Above this ratio between the shapes of picture and tile a filled tile would cut heads off. */
const CUT_TOO_MUCH = 1.6;

export type PictureProps = {
  stream: MediaStream;
  label: string;
  mirrored?: boolean;
  /** Shared screens are never cut. */
  whole?: boolean;
  /** True from the first frame on. */
  onShown?: (shown: boolean) => void;
};

/**
 * A moving picture. Always silent: voices have elements of their own, so that no browser refuses to start it.
 * The last frame stays when no more come.
 */
export const Picture = forwardRef<HTMLVideoElement, PictureProps>(function Picture({ stream, label, mirrored, whole, onShown }, ref) {
  const video = useRef<HTMLVideoElement>(null);
  useImperativeHandle(ref, () => video.current as HTMLVideoElement, []);
  const [cuts, setCuts] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.muted = true;
    element.srcObject = stream;
    element.play()?.catch(() => {}); // moved or replaced meanwhile; `autoplay` starts it again
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const shown = () => onShown?.(true);
    const fit = () => setCuts(isCut(element));
    const sizes = typeof ResizeObserver === "function" ? new ResizeObserver(fit) : null;
    sizes?.observe(element);
    element.addEventListener("resize", fit);
    element.addEventListener("loadeddata", shown);
    return () => {
      sizes?.disconnect();
      element.removeEventListener("resize", fit);
      element.removeEventListener("loadeddata", shown);
      onShown?.(false);
    };
  }, [stream, onShown]);

  const classes = ["picture", mirrored && "mirrored", (whole || cuts) && "whole"].filter(Boolean).join(" ");
  // biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption track.
  return <video ref={video} className={classes} aria-label={label} autoPlay playsInline muted disablePictureInPicture={mirrored === true} />;
});

function isCut({ videoWidth, videoHeight, clientWidth, clientHeight }: HTMLVideoElement): boolean {
  if (!videoWidth || !videoHeight || !clientWidth || !clientHeight) return false;
  const ratio = videoWidth / videoHeight / (clientWidth / clientHeight);
  return ratio > CUT_TOO_MUCH || ratio < 1 / CUT_TOO_MUCH;
}
