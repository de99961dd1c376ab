import type { Page } from "@playwright/test";

/**
 * Put into a page before its own code: notes when a frame of somebody else's camera is shown for the first time after `arm`.
 * Times are `performance.timeOrigin + performance.now()`, which processes on one machine share.
 */
function watchFrames(): void {
  const clock = () => performance.timeOrigin + performance.now();
  const watched = new WeakSet<HTMLVideoElement>();
  const state = { armed: false, firstFrameAt: 0, pressedAt: 0, frames: [] as number[] };
  Object.assign(window, { __frames: state });
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    const next = () => {
      const own = video.closest('[data-self="true"]');
      if (!own && state.armed) {
        const at = clock();
        if (!state.firstFrameAt) state.firstFrameAt = at;
        state.frames.push(at);
      }
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  };
  const look = () => {
    for (const video of document.querySelectorAll("video")) watch(video);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  document.addEventListener("click", () => (state.pressedAt ||= clock()), { capture: true });
}

export async function instrument(page: Page): Promise<void> {
  await knowNames(page);
  await page.addInitScript(useSmallCamera);
  await page.addInitScript(watchFrames);
}

/** tsx keeps the names of functions by a helper of its module, which a function sent into a page does not find there. */
export async function knowNames(page: Page): Promise<void> {
  await page.addInitScript("globalThis.__name = (named) => named");
}

/** As if the camera had no more than 320×240: two cores encode and draw for everybody, and they are not what is measured. Put into a page. */
export function useSmallCamera(): void {
  const { mediaDevices } = navigator;
  // Missing where the page is not secure.
  const ask = mediaDevices?.getUserMedia.bind(mediaDevices);
  if (!ask) return;
  mediaDevices.getUserMedia = (wish) =>
    ask(wish?.video ? { ...wish, video: { ...(typeof wish.video === "object" ? wish.video : {}), width: 320, height: 240, frameRate: { ideal: 30, max: 30 } } } : wish);
}

type Frames = { armed: boolean; firstFrameAt: number; pressedAt: number; frames: number[] };

export async function arm(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign((window as unknown as { __frames: Frames }).__frames, { armed: true, firstFrameAt: 0, pressedAt: 0, frames: [] }));
}

/** When the first frame after `arm` was shown; waits for it. */
export async function firstFrameAt(page: Page, timeout = 20_000): Promise<number> {
  await page.waitForFunction(() => (window as unknown as { __frames: Frames }).__frames.firstFrameAt > 0, undefined, { timeout, polling: 20 });
  return page.evaluate(() => (window as unknown as { __frames: Frames }).__frames.firstFrameAt);
}

export function pressedAt(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { __frames: Frames }).__frames.pressedAt);
}

/** Times of all frames shown since `arm`. */
export function framesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { __frames: Frames }).__frames.frames);
}
