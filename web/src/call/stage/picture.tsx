import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";

/** So much of a picture may be cut to fill its tile: as 4:3 is to a square and a bit. More would cut heads off. */
const CUT_AT_MOST = 1.7;

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
  const [part, setPart] = useState<Part>(FULL);

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
    const room = element.parentElement as HTMLElement;
    const fit = () => setPart((before) => alike(before, whole ? FULL : partFor(element, room)));
    const sizes = typeof ResizeObserver === "function" ? new ResizeObserver(fit) : null;
    sizes?.observe(room);
    fit();
    element.addEventListener("resize", fit);
    element.addEventListener("loadeddata", shown);
    return () => {
      sizes?.disconnect();
      element.removeEventListener("resize", fit);
      element.removeEventListener("loadeddata", shown);
      onShown?.(false);
    };
  }, [stream, whole, onShown]);

  const classes = ["picture", mirrored && "mirrored", whole && "whole"].filter(Boolean).join(" ");
  return <video ref={video} className={classes} style={part} aria-label={label} autoPlay playsInline muted disablePictureInPicture={mirrored === true} />;
});

type Part = { inlineSize: string; blockSize: string };
const FULL: Part = { inlineSize: "100%", blockSize: "100%" };

/** How much of the tile the picture takes, so that it fills it where the shapes are near and keeps its sides where they are not. */
function partFor({ videoWidth, videoHeight }: HTMLVideoElement, { clientWidth, clientHeight }: HTMLElement): Part {
  if (!videoWidth || !videoHeight || !clientWidth || !clientHeight) return FULL;
  const ratio = videoWidth / videoHeight / (clientWidth / clientHeight);
  const percent = (part: number) => `${Math.min(100, Math.round(part * 100))}%`;
  return ratio > 1 ? { inlineSize: "100%", blockSize: percent(CUT_AT_MOST / ratio) } : { inlineSize: percent(CUT_AT_MOST * ratio), blockSize: "100%" };
}

function alike(before: Part, after: Part): Part {
  return before.inlineSize === after.inlineSize && before.blockSize === after.blockSize ? before : after;
}
