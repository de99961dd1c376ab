import { deviceProblemOf } from "./device-problem.ts";
import type { DeviceKind } from "./device-problem.ts";
import type { DeviceProblem } from "./local-media.ts";

export type Captured = { ok: true; track: MediaStreamTrack } | { ok: false; problem: DeviceProblem };
export type CaptureWish = Partial<Record<DeviceKind, { deviceId: string | null }>>;
export type CaptureOutcome = Partial<Record<DeviceKind, Captured>>;

/** People need time to find the browser's question; a device that has not started by then will not. Milliseconds. */
const PATIENCE_MS = 45_000;

/** Multiples of 16, so that halving and quartering them for small tiles stays even. */
const PICTURE: MediaTrackConstraints = { width: { ideal: 1_280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: { ideal: 1 } };

/**
 * Asks once for everything; when that fails, for each alone, because a missing camera must not cost the voice
 * and one question is better than two.
 */
export async function capture(wish: CaptureWish): Promise<CaptureOutcome> {
  const kinds = (["camera", "microphone"] as const).filter((kind) => wish[kind]);
  if (kinds.length === 0) return {};
  const together = await ask(wish);
  if (together.ok || kinds.length === 1) return outcomeOf(kinds, together);

  const outcome: CaptureOutcome = {};
  for (const kind of kinds) {
    const only: CaptureWish = { [kind]: wish[kind] };
    outcome[kind] = outcomeOf([kind], await ask(only))[kind] as Captured;
  }
  return outcome;
}

type Answer = { ok: true; stream: MediaStream } | { ok: false; problem: DeviceProblem };

async function ask(wish: CaptureWish): Promise<Answer> {
  // Missing on plain http and in some in-app browsers.
  if (!navigator.mediaDevices?.getUserMedia) return { ok: false, problem: "unsupported" };
  try {
    return { ok: true, stream: await inTime(navigator.mediaDevices.getUserMedia(constraintsOf(wish))) };
  } catch (error) {
    const named = (["camera", "microphone"] as const).some((kind) => wish[kind]?.deviceId);
    const problem = deviceProblemOf(error);
    // The remembered device is not plugged in today: any other will do.
    if (problem === "notFound" && named) return ask({ ...(wish.camera && { camera: { deviceId: null } }), ...(wish.microphone && { microphone: { deviceId: null } }) });
    return { ok: false, problem };
  }
}

function constraintsOf({ camera, microphone }: CaptureWish): MediaStreamConstraints {
  const device = (deviceId: string | null) => (deviceId ? { deviceId: { exact: deviceId } } : {});
  return {
    ...(camera && { video: { ...PICTURE, ...(camera.deviceId ? device(camera.deviceId) : { facingMode: "user" }) } }),
    ...(microphone && { audio: { ...VOICE, ...device(microphone.deviceId) } }),
  };
}

function inTime(asked: Promise<MediaStream>): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new DOMException("Nobody answered", "TimeoutError"));
    }, PATIENCE_MS);
    asked.then(
      (stream) => {
        clearTimeout(timer);
        // Nobody waits for it any more: the light must not stay on.
        if (late) for (const track of stream.getTracks()) track.stop();
        resolve(stream);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

function outcomeOf(kinds: readonly DeviceKind[], answer: Answer): CaptureOutcome {
  const outcome: CaptureOutcome = {};
  for (const kind of kinds) {
    const track = answer.ok ? answer.stream.getTracks().find((one) => one.kind === (kind === "camera" ? "video" : "audio")) : undefined;
    outcome[kind] = track ? { ok: true, track } : { ok: false, problem: answer.ok ? "notFound" : answer.problem };
  }
  return outcome;
}
