import { capture } from "./capture.ts";
import type { CaptureOutcome } from "./capture.ts";
import { onPermissionChange } from "./device-problem.ts";
import type { DeviceKind } from "./device-problem.ts";
import { createLevelMeter } from "./level-meter.ts";
import type { LevelMeter } from "./level-meter.ts";
import type { DeviceChoice, LocalMedia, LocalSnapshot } from "./local-media.ts";
import { observable } from "./observable.ts";
import { wantedDevices } from "./wanted-devices.ts";

const REMEMBERED = "anteroom.devices";
type Remembered = { cameraId: string | null; microphoneId: string | null; speakerId: string | null };

/** The real devices of this page. Nothing is asked for before `acquire`. */
export function createLocalMedia(): LocalMedia {
  const state = observable<LocalSnapshot>({
    asking: false,
    microphoneOn: false,
    cameraOn: false,
    microphoneTrack: null,
    cameraTrack: null,
    camera: null,
    microphoneProblem: null,
    cameraProblem: null,
    cameras: [],
    microphones: [],
    speakers: [],
    ...recall(),
  });
  const wanted = wantedDevices();
  let meter: LevelMeter | null = null;
  let listening: (() => void)[] = [];
  let stopped = false;

  // One change at a time: two presses on a camera button must not open it twice.
  let chain: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = chain.then(step);
    chain = result.catch(() => {});
    return result;
  }

  function dropCamera(): void {
    const track = state.get().cameraTrack;
    if (track) end(track);
    state.set({ cameraTrack: null, camera: null, cameraOn: false });
  }
  function dropMicrophone(): void {
    meter?.stop();
    meter = null;
    const track = state.get().microphoneTrack;
    if (track) end(track);
    state.set({ microphoneTrack: null, microphoneOn: false });
  }

  /** A device that was unplugged or taken away: another one of its kind is tried, then it is missing. */
  function watch(track: MediaStreamTrack, kind: DeviceKind): MediaStreamTrack {
    track.onended = () => {
      if (kind === "camera") dropCamera();
      else dropMicrophone();
      void inTurn(async () => take(await capture({ [kind]: { deviceId: null } })));
    };
    return track;
  }

  function take(outcome: CaptureOutcome): void {
    const { camera, microphone } = outcome;
    if (stopped) {
      // Answered after the page gave up on it.
      for (const one of [camera, microphone]) if (one?.ok) end(one.track);
      return;
    }
    if (camera?.ok) {
      dropCamera();
      const cameraTrack = watch(camera.track, "camera");
      cameraTrack.contentHint = "motion";
      state.set({
        cameraTrack,
        camera: new MediaStream([cameraTrack]),
        cameraOn: true,
        cameraProblem: null,
        cameraId: cameraTrack.getSettings().deviceId ?? null,
      });
    } else if (camera) {
      state.set({ cameraProblem: camera.problem });
    }
    if (microphone?.ok) {
      dropMicrophone();
      const microphoneTrack = watch(microphone.track, "microphone");
      // Whatever brought the new one, plugging, choosing or a reload: whoever was muted stays muted.
      const microphoneOn = wanted.get().microphone;
      microphoneTrack.enabled = microphoneOn;
      state.set({ microphoneTrack, microphoneOn, microphoneProblem: null, microphoneId: microphoneTrack.getSettings().deviceId ?? null });
    } else if (microphone) {
      state.set({ microphoneProblem: microphone.problem });
    }
  }

  async function list(): Promise<void> {
    const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => null)) ?? [];
    const of = (kind: MediaDeviceKind): DeviceChoice[] =>
      devices.filter((device) => device.kind === kind && device.deviceId !== "").map(({ deviceId, label }) => ({ deviceId, label }));
    const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;
    const next = { cameras: of("videoinput"), microphones: of("audioinput"), speakers: canChooseSpeaker ? of("audiooutput") : [] };
    const { speakerId, cameras, microphones, speakers } = state.get();
    state.set({
      // The same lists keep their identity.
      cameras: alike(cameras, next.cameras) ? cameras : next.cameras,
      microphones: alike(microphones, next.microphones) ? microphones : next.microphones,
      speakers: alike(speakers, next.speakers) ? speakers : next.speakers,
      // A speaker that is gone: back to the one of the system.
      speakerId: next.speakers.some((one) => one.deviceId === speakerId) || next.speakers.length === 0 ? speakerId : null,
    });
  }

  const problemOf = (kind: DeviceKind) => (kind === "camera" ? state.get().cameraProblem : state.get().microphoneProblem);
  // A muted microphone is open all the same, a camera that was switched off is not.
  const isWanted = (kind: DeviceKind) => kind === "microphone" || wanted.get().camera;

  /** Something was plugged in where something was missing: nobody should have to press for it. */
  function lookAgain(): void {
    const { cameras, microphones } = state.get();
    for (const [kind, found] of [
      ["camera", cameras],
      ["microphone", microphones],
    ] as const)
      if (found.length > 0 && problemOf(kind) === "notFound" && isWanted(kind))
        void inTurn(async () => {
          if (problemOf(kind) === "notFound") take(await capture({ [kind]: { deviceId: null } }));
        });
  }

  function listen(): void {
    if (listening.length > 0) return;
    const changed = () => void list().then(lookAgain);
    navigator.mediaDevices?.addEventListener?.("devicechange", changed);
    const allowedAgain = (kind: DeviceKind) => () => {
      if (problemOf(kind) === "blocked" && isWanted(kind)) void inTurn(async () => take(await capture({ [kind]: { deviceId: null } })));
    };
    listening = [
      () => navigator.mediaDevices?.removeEventListener?.("devicechange", changed),
      onPermissionChange("camera", allowedAgain("camera")),
      onPermissionChange("microphone", allowedAgain("microphone")),
    ];
  }

  const remember = () => keep(state.get());

  return {
    getSnapshot: state.get,
    subscribe: state.subscribe,
    acquire: (wish) =>
      inTurn(async () => {
        stopped = false;
        listen();
        const { cameraTrack, microphoneTrack, cameraId, microphoneId } = state.get();
        // Asking for it by name is wanting it.
        if (wish) wanted.set({ ...(wish.camera && { camera: true }), ...(wish.microphone && !microphoneTrack && { microphone: true }) });
        const { camera = wanted.get().camera, microphone = true } = wish ?? {};
        state.set({ asking: true });
        const outcome = await capture({
          ...(camera && !cameraTrack && { camera: { deviceId: cameraId } }),
          ...(microphone && !microphoneTrack && { microphone: { deviceId: microphoneId } }),
        });
        take(outcome);
        state.set({ asking: false });
        await list();
        return state.get();
      }),
    setMicrophone: (on) =>
      inTurn(async () => {
        const { microphoneTrack, microphoneId } = state.get();
        wanted.set({ microphone: on });
        if (microphoneTrack) {
          // Kept open: unmuting must be instant, and silence costs next to nothing on the line.
          microphoneTrack.enabled = on;
          state.set({ microphoneOn: on });
        } else if (on) {
          take(await capture({ microphone: { deviceId: microphoneId } }));
          await list();
        }
      }),
    setCamera: (on) =>
      inTurn(async () => {
        wanted.set({ camera: on });
        if (!on) return dropCamera();
        if (state.get().cameraTrack) return;
        take(await capture({ camera: { deviceId: state.get().cameraId } }));
        await list();
      }),
    chooseCamera: (deviceId) =>
      inTurn(async () => {
        const { cameraOn, cameraId } = state.get();
        state.set({ cameraId: deviceId });
        remember();
        if (!cameraOn || deviceId === cameraId) return;
        // Phones open only one camera at a time: the old one goes first, and comes back if the new one fails.
        dropCamera();
        const outcome = await capture({ camera: { deviceId } });
        take(outcome.camera?.ok ? outcome : await capture({ camera: { deviceId: cameraId } }));
      }),
    chooseMicrophone: (deviceId) =>
      inTurn(async () => {
        const { microphoneTrack, microphoneId } = state.get();
        state.set({ microphoneId: deviceId });
        remember();
        if (!microphoneTrack || deviceId === microphoneId) return;
        take(await capture({ microphone: { deviceId } }));
      }),
    async chooseSpeaker(deviceId) {
      state.set({ speakerId: deviceId });
      remember();
    },
    level() {
      const { microphoneTrack, microphoneOn } = state.get();
      if (!microphoneTrack || !microphoneOn) return 0;
      meter ??= createLevelMeter(microphoneTrack);
      return meter.level();
    },
    stop({ keepWanted = false } = {}) {
      stopped = true;
      if (!keepWanted) wanted.forget();
      for (const stop of listening) stop();
      listening = [];
      dropCamera();
      dropMicrophone();
      state.set({ asking: false });
    },
  };
}

function end(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}

function alike(one: readonly DeviceChoice[], other: readonly DeviceChoice[]): boolean {
  return one.length === other.length && one.every((device, at) => device.deviceId === other[at]?.deviceId && device.label === other[at]?.label);
}

function recall(): Remembered {
  const nothing = { cameraId: null, microphoneId: null, speakerId: null };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
    if (typeof stored !== "object" || stored === null) return nothing;
    const { cameraId, microphoneId, speakerId } = stored as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    return { cameraId: text(cameraId), microphoneId: text(microphoneId), speakerId: text(speakerId) };
  } catch {
    return nothing; // storage is refused, or not ours
  }
}

function keep({ cameraId, microphoneId, speakerId }: Remembered): void {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify({ cameraId, microphoneId, speakerId }));
  } catch {
    // Private windows may refuse: then the choice lasts for this page only.
  }
}
