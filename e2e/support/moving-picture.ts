import { expect, type Locator } from "@playwright/test";

/** Passes when the video shows a picture that changes: a video element alone proves nothing. */
export async function expectMovingPicture(video: Locator, timeout = 15_000): Promise<void> {
  await expect(video).toBeVisible({ timeout });
  await expect.poll(() => pictureMoves(video), { timeout, message: "the picture should move" }).toBe(true);
}

/** Passes when nothing moves in the video for half a second, or there is none. */
export async function expectNoMovingPicture(video: Locator, timeout = 10_000): Promise<void> {
  await expect.poll(async () => (await video.count()) === 0 || !(await pictureMoves(video)), { timeout, message: "the picture should stand still or be gone" }).toBe(true);
}

/** Compares what is drawn now with what is drawn 400 ms later, on a small canvas. */
function pictureMoves(video: Locator): Promise<boolean> {
  return video
    .first()
    .evaluate(
      async (element) => {
        const video = element as HTMLVideoElement;
        if (!video.videoWidth) return false;
        const canvas = document.createElement("canvas");
        canvas.width = 64;
        canvas.height = 48;
        const context = canvas.getContext("2d", { willReadFrequently: true });
        if (!context) return false;
        const look = () => {
          context.drawImage(video, 0, 0, 64, 48);
          return context.getImageData(0, 0, 64, 48).data;
        };
        const before = look();
        await new Promise((later) => setTimeout(later, 400));
        const after = look();
        let changed = 0;
        let lit = 0;
        for (let i = 0; i < before.length; i += 4) {
          if (Math.abs((before[i] ?? 0) - (after[i] ?? 0)) > 12) changed++;
          if ((after[i] ?? 0) + (after[i + 1] ?? 0) + (after[i + 2] ?? 0) > 30) lit++;
        }
        return changed > 3 && lit > 100;
        // A picture that was taken away meanwhile is not waited for.
      },
      undefined,
      { timeout: 1_000 },
    )
    .catch(() => false);
}
