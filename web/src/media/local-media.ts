/** The devices of this page: one object from the first preview to the end of the call, shared by whoever shows or sends them. */
export type LocalMedia = {
  /** A new object after each change, the same object otherwise. */
  getSnapshot(): LocalSnapshot;
  subscribe(listener: () => void): () => void;
  /**
   * Asks for what is wanted and takes what it gets: both, one of them, or none, with the problem beside it.
   * Asking again tries again what failed. Without a wish, what the person muted or switched off stays so.
   */
  acquire(wish?: DeviceWish): Promise<LocalSnapshot>;
  setMicrophone(on: boolean): Promise<void>;
  /** Off stops the device, so that its light goes out. */
  setCamera(on: boolean): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  chooseMicrophone(deviceId: string): Promise<void>;
  chooseSpeaker(deviceId: string): Promise<void>;
  /** Loudness at the microphone, 0 to 1. */
  level(): number;
  /** Switches everything off; `acquire` starts anew, and with everything on unless the person's own wishes are kept. */
  stop(options?: { keepWanted?: boolean }): void;
};

export type DeviceWish = { camera: boolean; microphone: boolean };

export type LocalSnapshot = {
  /** Being asked for right now; the browser may show its question. */
  asking: boolean;
  microphoneOn: boolean;
  cameraOn: boolean;
  microphoneTrack: MediaStreamTrack | null;
  cameraTrack: MediaStreamTrack | null;
  /** Own picture for the preview; null while the camera is off. The same stream until the device changes. */
  camera: MediaStream | null;
  microphoneProblem: DeviceProblem | null;
  cameraProblem: DeviceProblem | null;
  /** Names are empty until access was granted once. */
  cameras: readonly DeviceChoice[];
  microphones: readonly DeviceChoice[];
  /** Empty where the browser does not let a page choose. */
  speakers: readonly DeviceChoice[];
  cameraId: string | null;
  microphoneId: string | null;
  speakerId: string | null;
};

export type DeviceChoice = { deviceId: string; label: string };

/**
 * `blocked`: refused for this page by the person or a policy. `blockedBySystem`: the operating system refuses the browser.
 * `timeout`: nobody answered the question, or the device did not start.
 */
export type DeviceProblem = "blocked" | "blockedBySystem" | "inUse" | "notFound" | "unsupported" | "timeout";
