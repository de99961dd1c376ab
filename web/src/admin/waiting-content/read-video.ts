/** `poster`: what is seen after a second, or null where a browser shows no picture of it. */
export type ReadVideo = { width: number; height: number; poster: Uint8Array<ArrayBuffer> | null };

/** A file that says nothing for so long is not understood. Milliseconds. */
const PATIENCE_MS = 15_000;
/** As wide as the server keeps pictures. */
const LONGEST_SIDE = 1_280;

/** What this browser sees in a file; null when it cannot play it, and then neither can the browsers of callers. */
export async function readVideo(file: File): Promise<ReadVideo | null> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  try {
    video.src = address;
    await happens(video, "loadeddata");
    const { videoWidth: width, videoHeight: height, duration } = video;
    if (!width || !height) return null;
    // A recording that was never ended does not know how long it is.
    if (Number.isFinite(duration) && duration > 0) {
      video.currentTime = Math.min(1, duration / 2);
      await happens(video, "seeked");
    }
    return { width, height, poster: await pictureOf(video) };
  } catch {
    return null; // no film that this browser knows
  } finally {
    video.removeAttribute("src");
    URL.revokeObjectURL(address);
  }
}

function happens(video: HTMLVideoElement, event: "loadeddata" | "seeked"): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("nothing to see")), PATIENCE_MS);
    video.addEventListener(
      event,
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    video.addEventListener("error", () => reject(new Error("not played", { cause: video.error })), { once: true });
  });
}

async function pictureOf(video: HTMLVideoElement): Promise<Uint8Array<ArrayBuffer> | null> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((made) => canvas.toBlob(made, "image/jpeg", 0.9));
  return picture && new Uint8Array(await picture.arrayBuffer());
}
