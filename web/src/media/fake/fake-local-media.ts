import type { LocalMedia, LocalSnapshot } from "../local-media.ts";
import { observable } from "../observable.ts";
import { fakeStream, fakeTrack } from "./fake-stream.ts";

export type FakeLocalMedia = LocalMedia & { simulate(change: Partial<LocalSnapshot>): void; simulateLevel(level: number): void };

export const NO_DEVICES: LocalSnapshot = {
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
  cameraId: null,
  microphoneId: null,
  speakerId: null,
};

const DEVICES: Partial<LocalSnapshot> = {
  cameras: [
    { deviceId: "camera-1", label: "Front camera" },
    { deviceId: "camera-2", label: "Back camera" },
  ],
  microphones: [
    { deviceId: "microphone-1", label: "Built-in microphone" },
    { deviceId: "microphone-2", label: "Headset" },
  ],
  speakers: [
    { deviceId: "speaker-1", label: "Built-in speaker" },
    { deviceId: "speaker-2", label: "Headset" },
  ],
  cameraId: "camera-1",
  microphoneId: "microphone-1",
  speakerId: "speaker-1",
};

/** Devices without devices. A problem given in `initial` stays until simulated away, as a blocked camera would. */
export function createFakeLocalMedia(initial: Partial<LocalSnapshot> = {}): FakeLocalMedia {
  const state = observable<LocalSnapshot>({ ...NO_DEVICES, ...initial });
  let level = 0;

  function setCameraOn(on: boolean): void {
    if (!on) return state.set({ cameraOn: false, cameraTrack: null, camera: null });
    if (state.get().cameraProblem) return;
    state.set({ cameraOn: true, cameraTrack: fakeTrack("video"), camera: fakeStream() });
  }
  function setMicrophoneOn(on: boolean): void {
    if (!on) return state.set({ microphoneOn: false });
    if (state.get().microphoneProblem) return;
    state.set({ microphoneOn: true, microphoneTrack: state.get().microphoneTrack ?? fakeTrack("audio") });
  }

  return {
    getSnapshot: state.get,
    subscribe: state.subscribe,
    async acquire(wish = { camera: true, microphone: true }) {
      state.set({ asking: true });
      await Promise.resolve();
      state.set({ asking: false, ...(state.get().cameras.length ? {} : DEVICES) });
      if (wish.camera) setCameraOn(true);
      if (wish.microphone) setMicrophoneOn(true);
      return state.get();
    },
    async setMicrophone(on) {
      setMicrophoneOn(on);
    },
    async setCamera(on) {
      setCameraOn(on);
    },
    async chooseCamera(deviceId) {
      state.set({ cameraId: deviceId });
      if (state.get().cameraOn) setCameraOn(true);
    },
    async chooseMicrophone(deviceId) {
      state.set({ microphoneId: deviceId });
    },
    async chooseSpeaker(deviceId) {
      state.set({ speakerId: deviceId });
    },
    level: () => level,
    stop() {
      state.set({ microphoneOn: false, cameraOn: false, microphoneTrack: null, cameraTrack: null, camera: null });
    },
    simulate: state.set,
    simulateLevel(next) {
      level = next;
    },
  };
}
